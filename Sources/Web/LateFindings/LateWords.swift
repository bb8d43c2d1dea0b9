import Storage
import Workflow

extension LateHistory.Verdict {
  var vietnamese: String {
    switch self {
    case .inTime: "Thực tế đúng hạn"
    case .possible: "Có thể đúng hạn"
    case .unclear: "Chưa rõ"
    case .late: "Chưa thấy bằng chứng"
    }
  }

  /// What it means, in a sentence.
  var sentence: String {
    switch self {
    case .inTime: "Có bằng chứng chắc chắn: kết quả đã có trước hạn, chỉ cập nhật chậm trên phần mềm."
    case .possible:
      "Chỉ có dấu hiệu do chính đơn vị ghi; cần thêm bằng chứng từ bên ngoài mới điều chỉnh được."
    case .unclear: "Các dữ kiện mâu thuẫn nhau; cần người xem xét."
    case .late: "Không có dữ kiện nào cho thấy kết quả đã có trước hạn."
    }
  }
}

extension Evidence.Kind {
  var vietnamese: String {
    switch self {
    case .timestamp: "Dấu thời gian tin cậy trong tệp kết quả"
    case .signedUpload: "Tệp kết quả đã ký số có trên hệ thống"
    case .signatureTime: "Giờ ký do máy người ký ghi"
    case .upload: "Tệp kết quả có trên hệ thống (chưa ký số)"
    case .fileDate: "Ngày ghi trong tệp"
    case .partnerAnswer: "Cơ quan phối hợp trả lời"
    case .payment: "Đã thu phí, lệ phí"
    case .collector: "Phiếu có chữ ký người nhận kết quả"
    case .post: "Phiếu gửi, báo phát của bưu chính"
    case .partnerPaper: "Văn bản của cơ quan phối hợp"
    case .otherSystem: "Dữ liệu của hệ thống khác"
    case .registerEntry: "Sổ theo dõi bằng giấy"
    case .feeReceipt: "Biên lai thu phí, lệ phí"
    }
  }
}

extension Evidence.Grade {
  var vietnamese: String {
    switch self {
    case .strong: "Chắc chắn"
    case .weak: "Yếu"
    case .step: "Chỉ là bước trung gian"
    }
  }
}

extension Correction.State {
  var vietnamese: String {
    switch self {
    case .proposed: "Chờ lãnh đạo đơn vị xác nhận"
    case .supported: "Chờ cấp trên duyệt"
    case .approved: "Đã điều chỉnh"
    case .refused: "Không chấp nhận"
    case .withdrawn: "Đã rút"
    }
  }
}

extension Correction.Cause {
  var vietnamese: String {
    switch self {
    case .software: "Cập nhật chậm trên phần mềm"
    case .synchronisation: "Chậm do đồng bộ với hệ thống khác"
    }
  }
}

extension Correction.Act {
  var vietnamese: String {
    switch self {
    case .propose: "Đề nghị điều chỉnh"
    case .support: "Xác nhận"
    case .approve: "Duyệt điều chỉnh"
    case .refuse: "Không chấp nhận"
    case .withdraw: "Rút đề nghị"
    }
  }
}

extension Correction.Hindrance {
  var vietnamese: String {
    switch self {
    case .state: "Đề nghị này đã được xử lý."
    case .part: "Việc này không thuộc phần của ông/bà."
    case .ownDossier:
      "Người đã tiếp nhận, xử lý hoặc ký hồ sơ không được đề nghị hay duyệt điều chỉnh hồ sơ đó."
    case .ownProposal: "Người đề nghị, người xác nhận và người duyệt phải là những người khác nhau."
    }
  }
}
