import Workflow

extension ServiceScore.Indicator {
  var vietnamese: String {
    switch self {
    case .legalTime: "Thời gian giải quyết so với quy định"
    case .unitTimes: "Thời gian của từng cơ quan, cá nhân tham gia"
    case .contacts: "Số lần phải liên hệ để hoàn thiện hồ sơ"
    case .places: "Số cơ quan, đơn vị phải liên hệ"
    case .desk: "Tổ chức giải quyết tại bộ phận một cửa"
    case .publication: "Công khai thủ tục hành chính"
    case .attitude: "Thái độ của cán bộ"
    case .petitions: "Tiếp thu, giải trình phản ánh, kiến nghị"
    case .online: "Cung cấp dịch vụ công trực tuyến"
    }
  }

  /// For the heads of columns.
  var shortWords: String {
    switch self {
    case .legalTime: "Thời gian"
    case .unitTimes: "Từng khâu"
    case .contacts: "Lần liên hệ"
    case .places: "Nơi liên hệ"
    case .desk: "Tại một cửa"
    case .publication: "Công khai"
    case .attitude: "Thái độ"
    case .petitions: "Phản ánh"
    case .online: "Trực tuyến"
    }
  }

  /// What a dossier has two points, one, none for.
  var rule: String {
    switch self {
    case .legalTime: "Ngắn hơn quy định 2 điểm, bằng quy định 1 điểm, dài hơn 0 điểm."
    case .unitTimes:
      "Mọi khâu sớm hơn thời gian được giao 2 điểm, đúng thời gian 1 điểm, có khâu quá thời gian 0 điểm."
    case .contacts: "Không phải bổ sung 2 điểm, một lần 1 điểm, nhiều hơn 0 điểm."
    case .places: "Nộp và nhận kết quả không phải đến nơi nào 2 điểm, chỉ đến bộ phận một cửa 1 điểm."
    case .attitude:
      "Sớm hẹn 2 điểm, đúng hẹn 1 điểm; trễ hẹn, hoặc có phản ánh về thái độ, nhũng nhiễu 0 điểm."
    case .desk:
      "Đủ tỷ lệ thủ tục giải quyết trọn gói tại một cửa 2 điểm (xã 100 %, huyện 50 %, tỉnh 20 %); tiếp nhận đủ 100 % thủ tục 1 điểm."
    case .publication: "Vừa niêm yết vừa công khai điện tử mọi thủ tục 2 điểm, một trong hai 1 điểm."
    case .petitions:
      "Không có, hoặc trả lời 100 % đúng hạn 2 điểm; từ 90 % đúng hạn 1 điểm; dưới 90 % hoặc có phản ánh kéo dài 0 điểm."
    case .online:
      "Từ 20 % thủ tục mức độ 3, 4, từ 30 % hồ sơ trực tuyến và không hồ sơ trực tuyến nào trễ 2 điểm; từ 15 % hồ sơ trực tuyến, không trễ 1 điểm."
    }
  }
}

extension ServiceScore.AgencyClass {
  var vietnamese: String {
    switch self {
    case .excellent: "Xuất sắc"
    case .good: "Tốt"
    case .fair: "Khá"
    case .average: "Trung bình"
    case .weak: "Yếu"
    }
  }
}

extension ServiceScore.OfficerClass {
  var vietnamese: String {
    switch self {
    case .all: "Hoàn thành 100 % nhiệm vụ"
    case .most: "Hoàn thành từ 70 % đến dưới 100 % nhiệm vụ"
    case .less: "Hoàn thành dưới 70 % nhiệm vụ"
    }
  }
}

/// Numbers of one decimal, as they are written: "1,6".
enum Tenths {
  static func vietnamese(_ tenths: Int) -> String { "\(tenths / 10),\(tenths % 10)" }
}

extension ServiceScore.Total {
  /// "14,2/18".
  var words: String { maximum == 0 ? "–" : "\(Tenths.vietnamese(tenths))/\(maximum)" }
}
