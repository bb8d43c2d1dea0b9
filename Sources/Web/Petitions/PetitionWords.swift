import Storage
import Workflow

extension Petition.Kind {
  var vietnamese: String {
    switch self {
    case .conduct: "Thái độ, nhũng nhiễu, gây phiền hà"
    case .handling: "Việc giải quyết hồ sơ"
    case .rules: "Quy định, thủ tục"
    case .other: "Nội dung khác"
    }
  }
}

extension Petition.Channel {
  var vietnamese: String {
    switch self {
    case .account: "Tài khoản trên cổng"
    case .counter: "Trực tiếp tại một cửa"
    case .telephone: "Điện thoại"
    case .letter: "Văn bản, bưu chính"
    }
  }
}

extension Petition.Finding {
  var vietnamese: String {
    switch self {
    case .founded: "Có cơ sở, tiếp thu"
    case .partlyFounded: "Có cơ sở một phần"
    case .unfounded: "Không có cơ sở"
    }
  }
}

extension Petition.Contentment {
  var vietnamese: String {
    switch self {
    case .content: "Hài lòng"
    case .neutral: "Bình thường"
    case .discontent: "Không hài lòng"
    }
  }
}

extension Petition.Act {
  var vietnamese: String {
    switch self {
    case .submit: "Gửi phản ánh, kiến nghị"
    case .answer: "Trả lời phản ánh, kiến nghị"
    case .extend: "Gia hạn trả lời"
    case .passOn: "Chuyển cơ quan có thẩm quyền"
    case .decline: "Không tiếp nhận phản ánh, kiến nghị"
    case .withdraw: "Rút phản ánh, kiến nghị"
    case .rate: "Đánh giá câu trả lời"
    }
  }
}

extension PetitionReport.Number {
  var vietnamese: String {
    switch self {
    case .received: "Đã nhận trong kỳ"
    case .onTime: "Trả lời đúng hạn"
    case .late: "Trả lời quá hạn"
    case .openInTime: "Chưa trả lời, trong hạn"
    case .openLate: "Chưa trả lời, quá hạn"
    case .prolonged: "Kéo dài"
    case .conduct: "Về thái độ, nhũng nhiễu"
    case .content: "Hài lòng với trả lời"
    case .neutral: "Bình thường với trả lời"
    case .discontent: "Không hài lòng với trả lời"
    }
  }
}

extension Petitions.Stored {
  /// How it stands, in words.
  func words(_ visit: Visit) -> String {
    switch (state, isLate(on: visit.now.day)) {
    case (.open, false): visit.text("Chờ trả lời")
    case (.open, true): visit.text("Quá hạn trả lời")
    case (.answered, false): visit.text("Đã trả lời, đúng hạn")
    case (.answered, true): visit.text("Đã trả lời, quá hạn")
    case (.declined, _): visit.text("Không tiếp nhận")
    case (.withdrawn, _): visit.text("Đã rút")
    }
  }
}
