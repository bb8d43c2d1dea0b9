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
  static let proposedFaults = [
    ("Ảnh mờ, không đọc được số và ngày cấp.", "Chụp hoặc quét lại, thấy rõ bốn góc."),
    ("Thiếu trang có chữ ký và dấu.", "Nộp đủ các trang của giấy tờ này."),
    ("Bản chụp bị cắt mất một phần.", "Nộp lại bản đầy đủ."),
  ]
  static let completed = [
    "Đã nộp lại bản rõ hơn.", "Tôi đã chụp lại đủ các trang.", "Đã bổ sung theo phiếu.",
  ]
  static let refusals = [
    "Nội dung yêu cầu thuộc thẩm quyền của cơ quan khác.",
    "Chưa đủ điều kiện theo quy định tại thời điểm nộp.",
  ]
  static let withdrawals = ["Tôi không còn nhu cầu.", "Tôi sẽ nộp lại khi có đủ giấy tờ.", ""]
  static let stops = [
    "Tòa án đang thụ lý việc có liên quan, chờ bản án có hiệu lực.",
    "Cơ quan điều tra đề nghị tạm dừng để xác minh giấy tờ.",
  ]
  static let delays = [
    "Phải xác minh thêm tại nơi cư trú trước đây.", "Cán bộ phụ trách nghỉ ốm, đã bố trí người thay.",
    "Số hồ sơ trong tháng tăng đột biến.",
  ]
  static let verifications = [
    "Thông tin kê khai đúng với thực tế; các hộ liền kề không có ý kiến.",
    "Đã đối chiếu sổ gốc lưu tại địa phương, thông tin khớp.",
  ]
  static let tasks = [
    "Cho ý kiến về thông tin hộ tịch lưu tại phòng.", "Xác nhận tình trạng thửa đất và quy hoạch.",
    "Đối chiếu danh sách đối tượng đang hưởng chế độ.",
  ]
  static let opinions = [
    "Thống nhất với đề nghị của đơn vị, không có ý kiến khác.", "Đã đối chiếu hồ sơ lưu, thông tin khớp.",
  ]
}
