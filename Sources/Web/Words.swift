import Storage
import Workflow

// The words officers and citizens already know, for the terms of the domain; English stands in the catalogue.

extension Verb {
  var vietnamese: String {
    switch self {
    case .submit: "Nộp hồ sơ"
    case .receive: "Tiếp nhận"
    case .forward: "Chuyển xử lý"
    case .handBack: "Trả lại một cửa"
    case .submitForSignOff: "Trình ký"
    case .sendBack: "Trả lại để xử lý tiếp"
    case .signOff: "Ký duyệt"
    case .takeBack: "Nhận kết quả về một cửa"
    case .returnResult: "Trả kết quả"
    case .attachPaper: "Đính kèm giấy tờ"
    case .removePaper: "Gỡ tệp giấy tờ"
    case .markShown: "Xác nhận đã xuất trình"
    case .exceptPaper: "Ghi ngoại lệ giấy tờ"
    case .attachResult: "Đính kèm kết quả"
    case .removeResult: "Gỡ tệp kết quả"
    case .exceptResult: "Cho phép trả kết quả không có tệp"
    case .note: "Ghi chú nội bộ"
    }
  }
}

extension DossierState {
  var vietnamese: String {
    switch self {
    case .draft: "Bản nháp"
    case .submitted: "Mới đăng ký"
    case .received: "Được tiếp nhận"
    case .processing: "Đang xử lý"
    case .awaitingSignOff: "Chờ ký duyệt"
    case .signed: "Đã ký duyệt"
    case .atCounter: "Chờ trả kết quả"
    case .returned: "Đã trả kết quả"
    }
  }

  /// What it means for the citizen: where it is and what happens next.
  var plainWords: String {
    switch self {
    case .draft: "Ông/bà chưa nộp hồ sơ này. Ông/bà điền tiếp rồi bấm Nộp hồ sơ."
    case .submitted:
      "Bộ phận một cửa đang kiểm tra hồ sơ và trả lời trong 8 giờ làm việc kể từ khi nộp."
    case .received: "Bộ phận một cửa đã tiếp nhận và sắp chuyển cho cán bộ chuyên môn."
    case .processing: "Cán bộ chuyên môn đang xử lý hồ sơ. Ông/bà chưa cần làm gì."
    case .awaitingSignOff: "Hồ sơ đang chờ lãnh đạo ký duyệt. Ông/bà chưa cần làm gì."
    case .signed: "Kết quả đã được ký và đang chuyển về bộ phận một cửa."
    case .atCounter: "Kết quả đã có. Ông/bà mang giấy hẹn và giấy tờ tùy thân đến bộ phận một cửa để nhận."
    case .returned: "Đã trả kết quả. Hồ sơ đã kết thúc."
    }
  }
}

extension Role {
  var vietnamese: String {
    switch self {
    case .applicant: "Người nộp hồ sơ"
    case .oneStopOfficer: "Cán bộ một cửa"
    case .specialist: "Cán bộ chuyên môn"
    case .leader: "Lãnh đạo"
    case .chairman: "Chủ tịch UBND"
    case .overseer: "Văn phòng huyện"
    case .inspector: "Đoàn kiểm tra"
    case .administrator: "Quản trị"
    }
  }
}

extension Channel {
  var vietnamese: String {
    switch self {
    case .counter: "Trực tiếp"
    case .online: "Trực tuyến"
    case .post: "Bưu chính công ích"
    }
  }
}

extension Notice {
  var vietnamese: String {
    switch self {
    case .submitted: "Đã nhận hồ sơ nộp trực tuyến; bộ phận một cửa trả lời trong 8 giờ làm việc."
    case .received: "Hồ sơ đã được tiếp nhận, có mã hồ sơ và ngày hẹn trả."
    case .signed: "Kết quả đã được ký duyệt."
    case .ready: "Kết quả đã có tại bộ phận một cửa, mời ông/bà đến nhận."
    case .returned: "Đã trả kết quả."
    }
  }
}

extension Authority {
  var vietnamese: String {
    switch self {
    case .onBehalf: "TM. (thay mặt)"
    case .deputising: "KT. (ký thay)"
    case .byOrder: "TL. (thừa lệnh)"
    }
  }
}

extension PaperException.Code {
  var vietnamese: String {
    switch self {
    case .notScannable: "Không thể sao chụp (khổ giấy, đóng quyển, tình trạng giấy)"
    case .shownOnReturn: "Xuất trình khi nhận kết quả"
    case .heldByAgency: "Cơ quan đã có giấy tờ này"
    case .deviceFailure: "Máy quét hỏng, sẽ bổ sung bản chụp"
    }
  }
}

extension Collector.Relation {
  var vietnamese: String {
    switch self {
    case .owner: "Chủ hồ sơ"
    case .submitter: "Người nộp"
    case .relative: "Người thân"
    case .authorised: "Người được ủy quyền"
    case .post: "Nhân viên bưu chính"
    }
  }
}

extension Dossiers.ReturnMethod {
  var vietnamese: String {
    switch self {
    case .counter: "Tại bộ phận một cửa"
    case .post: "Qua bưu chính công ích"
    case .online: "Trực tuyến, qua tài khoản"
    }
  }
}
