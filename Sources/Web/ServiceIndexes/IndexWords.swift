import Workflow

extension ServiceIndex.Group {
  var vietnamese: String {
    switch self {
    case .openness: "Công khai, minh bạch"
    case .progress: "Tiến độ giải quyết"
    case .online: "Dịch vụ công trực tuyến"
    case .payment: "Thanh toán trực tuyến"
    case .satisfaction: "Mức độ hài lòng"
    case .digitisation: "Số hóa hồ sơ"
    }
  }
}

extension ServiceIndex.Metric {
  var vietnamese: String {
    switch self {
    case .publishedOnTime: "Thủ tục công bố đúng hạn"
    case .updatedOnTime: "Thủ tục cập nhật, công khai đúng hạn"
    case .contentFull: "Thủ tục có đủ nội dung công khai"
    case .synchronised: "Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia"
    case .onTime: "Hồ sơ giải quyết đúng hạn, còn trong hạn"
    case .offered: "Thủ tục mức độ 3, 4 trong số thủ tục tiếp nhận"
    case .used: "Dịch vụ mức độ 3, 4 có phát sinh hồ sơ trực tuyến"
    case .online: "Hồ sơ công dân nộp trực tuyến"
    case .paidOnline: "Hồ sơ thanh toán trực tuyến"
    case .payable: "Dịch vụ có thanh toán trực tuyến"
    case .payableUsed: "Dịch vụ có phát sinh thanh toán trực tuyến"
    case .petitionsOnTime: "Phản ánh, kiến nghị trả lời đúng hạn"
    case .petitionsContent: "Hài lòng với trả lời phản ánh, kiến nghị"
    case .satisfied: "Hài lòng với việc giải quyết hồ sơ"
    case .results: "Hồ sơ có kết quả điện tử"
    case .papers: "Giấy tờ đã số hóa"
    case .certifiedCopies: "Chứng thực bản sao điện tử"
    case .reused: "Giấy tờ dùng lại dữ liệu đã số hóa"
    case .personalStorage: "Đồng bộ vào kho dữ liệu cá nhân trên Cổng quốc gia"
    case .connectedDossiers: "Hồ sơ kết nối cơ sở dữ liệu dân cư"
    case .connectedProcedures: "Thủ tục kết nối cơ sở dữ liệu dân cư"
    }
  }
}

extension ServiceIndex.Score {
  /// "41,25/64".
  var words: String { maximum == 0 ? "–" : "\(Hundredths.vietnamese(hundredths))/\(maximum)" }

  /// "64,5 %".
  var percent: String { tenthsOfPercent.map { "\(Tenths.vietnamese($0))\u{A0}%" } ?? "–" }
}

/// Numbers of two decimals, as they are written: "5,25"; a last nought is left away.
enum Hundredths {
  static func vietnamese(_ hundredths: Int) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100)
    return rest % 10 == 0 ? "\(whole),\(rest / 10)" : "\(whole),\(rest / 10)\(rest % 10)"
  }
}
