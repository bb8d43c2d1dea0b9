/// What officers of the demo district write.
enum DemoWords {
  static let handBack = [
    "Tờ khai thiếu chữ ký của người yêu cầu, đề nghị một cửa hướng dẫn bổ sung.",
    "Bản chụp giấy tờ mờ, không đọc được số; đề nghị quét lại.",
    "Hồ sơ thuộc lĩnh vực khác, đề nghị chuyển đúng cán bộ phụ trách.",
  ]
  static let sendBack = [
    "Sai ngày cấp giấy tờ tùy thân, đề nghị sửa lại dự thảo.",
    "Đề nghị ghi rõ căn cứ pháp lý trong kết quả.", "Họ tên trong dự thảo chưa khớp với tờ khai.",
  ]
  static let notes = [
    "Đã gọi điện đối chiếu thông tin với người nộp.", "Đã tra sổ hộ tịch năm trước, thông tin khớp.",
    "Chờ xác nhận của công an xã.", "Người nộp đề nghị nhận kết quả sớm nếu có thể.",
  ]
  static let exceptions = [
    "Giấy tờ đóng quyển, không quét được bằng máy tại bộ phận một cửa.",
    "Giấy tờ cũ, rách, quét không rõ; đã đối chiếu bản chính.",
  ]
  static let shownOnReturn = "Hồ sơ nộp trực tuyến; người nộp xuất trình bản chính khi nhận kết quả."
  static let resultNotScanned = "Kết quả chứng thực trên bản giấy, không lưu bản quét."
}
