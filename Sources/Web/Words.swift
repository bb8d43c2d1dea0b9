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
    case .reusePaper: "Dùng lại giấy tờ đã nộp"
    case .markShown: "Xác nhận đã xuất trình"
    case .exceptPaper: "Ghi ngoại lệ giấy tờ"
    case .attachResult: "Đính kèm kết quả"
    case .removeResult: "Gỡ tệp kết quả"
    case .exceptResult: "Cho phép trả kết quả không có tệp"
    case .note: "Ghi chú nội bộ"
    case .refuse: "Từ chối tiếp nhận"
    case .proposeSupplement: "Đề nghị bổ sung"
    case .allowSupplement: "Cho phép yêu cầu bổ sung quá 03 ngày"
    case .requestSupplement: "Yêu cầu bổ sung"
    case .answerSupplement: "Nộp bổ sung"
    case .acceptSupplement: "Chấp nhận bổ sung"
    case .reopenSupplement: "Yêu cầu sửa lại nội dung bổ sung"
    case .proposeStop: "Đề nghị dừng giải quyết"
    case .stop: "Dừng giải quyết"
    case .withdraw: "Rút hồ sơ"
    case .returnPapers: "Trả lại giấy tờ"
    case .demandPayment: "Yêu cầu nộp phí, lệ phí"
    case .recordPayment: "Xác nhận đã nộp phí, lệ phí"
    case .verify: "Ghi biên bản xác minh"
    case .extend: "Gia hạn theo quy định"
    case .draftApology: "Dự thảo thư xin lỗi và hẹn lại"
    case .apologise: "Ký thư xin lỗi và hẹn lại"
    case .recordNotice: "Ghi nhận đã gửi thông báo"
    case .takeOver: "Ký nhận hồ sơ giấy"
    case .openStage: "Gửi cơ quan phối hợp"
    case .takeStage: "Nhận việc phối hợp"
    case .answerStage: "Trả lời phối hợp"
    case .reportStage: "Báo chậm phối hợp"
    case .closeStage: "Kết thúc phối hợp"
    case .decideAtDesk: "Quyết định tại quầy"
    case .reassign: "Giao cho người khác"
    case .correct: "Sửa sai sót nhập liệu"
    case .backdate: "Ghi nhận thời điểm thực tế"
    case .recount: "Tính lại hạn theo lịch mới"
    case .sendResult: "Giao kết quả đi điểm khác"
    case .takeResult: "Ký nhận kết quả chuyển đến"
    case .choosePickUp: "Đổi điểm nhận kết quả"
    case .reportError: "Ghi nhận kết quả có sai sót"
    case .amend: "Ký đính chính kết quả"
    case .returnAmended: "Trả kết quả đính chính"
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
    case .supplementingFiling, .supplementing: "Chờ bổ sung giấy tờ"
    case .supplementProposed: "Đề nghị yêu cầu bổ sung"
    case .supplementAnswered: "Đã bổ sung, chờ kiểm tra"
    case .stopProposed: "Đề nghị dừng giải quyết"
    case .refused: "Không được tiếp nhận"
    case .withdrawn: "Đã rút hồ sơ"
    case .stopped: "Dừng giải quyết"
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
    case .supplementingFiling:
      "Hồ sơ cần bổ sung trước khi được tiếp nhận. Ông/bà xem từng mục dưới đây, sửa rồi bấm Nộp bổ sung."
    case .supplementing:
      "Hồ sơ cần bổ sung; thời hạn giải quyết tạm chưa tính. Ông/bà xem từng mục dưới đây, sửa rồi bấm Nộp bổ sung."
    case .supplementProposed:
      "Bộ phận một cửa đang xem đề nghị bổ sung của cán bộ chuyên môn. Ông/bà chưa cần làm gì."
    case .supplementAnswered:
      "Ông/bà đã nộp bổ sung; bộ phận một cửa đang kiểm tra và trả lời trong 8 giờ làm việc."
    case .stopProposed: "Lãnh đạo đang xem xét đề nghị dừng giải quyết. Ông/bà chưa cần làm gì."
    case .refused:
      "Hồ sơ không được tiếp nhận; lý do ghi trong thông báo dưới đây. Ông/bà có thể nộp hồ sơ mới."
    case .withdrawn: "Ông/bà đã rút hồ sơ này. Ông/bà có thể nộp hồ sơ mới bất cứ lúc nào."
    case .stopped: "Cơ quan đã dừng giải quyết hồ sơ; lý do ghi trong thông báo dưới đây."
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
    case .partner: "Cơ quan phối hợp"
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
    case .supplementRequested:
      "Hồ sơ cần bổ sung. Ông/bà mở hồ sơ, sửa từng mục được nêu rồi bấm Nộp bổ sung."
    case .supplementReopened: "Một số mục bổ sung chưa đạt, lý do ghi ở từng mục; ông/bà sửa rồi nộp lại."
    case .supplementAccepted: "Đã chấp nhận nội dung bổ sung; ngày hẹn trả mới ghi trong hồ sơ."
    case .refused: "Hồ sơ không được tiếp nhận; lý do ghi trong hồ sơ."
    case .refusedAfterReview: "Hồ sơ không đủ điều kiện giải quyết; văn bản trả lời ghi rõ lý do."
    case .stopped: "Cơ quan dừng giải quyết hồ sơ; lý do ghi trong hồ sơ."
    case .withdrawn: "Đã rút hồ sơ theo yêu cầu của ông/bà."
    case .paymentDemanded: "Ông/bà cần nộp phí, lệ phí; số tiền và cách nộp ghi trong hồ sơ."
    case .paid: "Đã nhận phí, lệ phí."
    case .extended:
      "Thời hạn giải quyết được gia hạn theo quy định của thủ tục; ngày hẹn trả mới ghi trong hồ sơ."
    case .apologised:
      "Cơ quan xin lỗi ông/bà vì chưa trả kết quả đúng hẹn; lý do và ngày hẹn mới ghi trong hồ sơ."
    case .readyEarly: "Kết quả đã có sớm hơn ngày hẹn, mời ông/bà đến nhận."
    case .errorFound:
      "Kết quả có sai sót do cơ quan. Cơ quan đang đính chính, ông/bà không phải nộp thêm khoản nào."
    case .amended: "Kết quả đính chính đã có tại bộ phận một cửa, mời ông/bà đến nhận."
    case .corrected: "Đã sửa sai sót nhập liệu; giấy tiếp nhận được cấp lại, bản mới thay bản trước."
    case .pickUpMoved: "Điểm nhận kết quả đã đổi; giấy tiếp nhận được cấp lại, bản mới thay bản trước."
    }
  }
}

extension Notice {
  /// What is told, in a few words for officers.
  var shortWords: String {
    switch self {
    case .submitted: "Đã nhận hồ sơ nộp trực tuyến"
    case .received: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    case .signed: "Đã ký duyệt"
    case .ready, .readyEarly: "Mời nhận kết quả"
    case .returned: "Đã trả kết quả"
    case .supplementRequested, .supplementReopened: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
    case .supplementAccepted: "Đã chấp nhận bổ sung"
    case .refused: "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
    case .refusedAfterReview: "Văn bản trả lời không giải quyết"
    case .stopped: "Thông báo dừng giải quyết hồ sơ"
    case .withdrawn: "Đã rút hồ sơ"
    case .paymentDemanded: "Yêu cầu nộp phí, lệ phí"
    case .paid: "Đã nhận phí, lệ phí"
    case .extended: "Thông báo gia hạn"
    case .apologised: "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    case .errorFound: "Kết quả có sai sót, đang đính chính"
    case .amended: "Mời nhận kết quả đính chính"
    case .corrected: "Giấy tiếp nhận cấp lại"
    case .pickUpMoved: "Đổi điểm nhận kết quả"
    }
  }
}

extension Apology.Standing {
  var vietnamese: String {
    switch self {
    case .drafted: "Thư xin lỗi chờ lãnh đạo ký"
    case .signed: "Đã xin lỗi, chưa ghi nhận gửi thư"
    case .sent: "Đã xin lỗi"
    case .sentLate: "Đã xin lỗi, gửi thư muộn"
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

extension Digitisation {
  var vietnamese: String {
    switch self {
    case .notDigitised: "Chưa số hóa"
    case .digitised: "Đã số hóa"
    case .reusedComponent: "Dùng lại giấy tờ đã nộp"
    case .reusedResult: "Dùng lại kết quả đã có"
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
    case .account: "Tài khoản của người nộp"
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

extension SupplementReason {
  var vietnamese: String {
    switch self {
    case .missing: "Thiếu"
    case .wrong: "Khai sai hoặc chưa đủ"
    case .unreadable: "Không đọc được"
    case .expired: "Hết giá trị"
    case .contradictory: "Không khớp với giấy tờ khác"
    }
  }
}

extension RefusalReason {
  var vietnamese: String {
    switch self {
    case .notCompetent: "Không thuộc thẩm quyền giải quyết"
    case .notEligible: "Không đủ điều kiện theo quy định"
    case .notCompleted: "Không bổ sung đủ sau khi được hướng dẫn"
    case .duplicate: "Đã nộp hồ sơ cùng nội dung"
    case .falsePapers: "Giấy tờ không đúng sự thật"
    }
  }
}

extension StopReason {
  var vietnamese: String {
    switch self {
    case .notCompleted: "Quá thời hạn mà không bổ sung hồ sơ"
    case .otherProceeding: "Đang được tòa án hoặc cơ quan khác giải quyết"
    case .objectGone: "Không còn đối tượng để giải quyết"
    case .notPaid: "Không thực hiện nghĩa vụ tài chính"
    }
  }
}

extension DelayReason {
  var vietnamese: String {
    switch self {
    case .verification: "Cần thêm thời gian xác minh"
    case .partner: "Cơ quan phối hợp chưa trả lời"
    case .absence: "Người phụ trách vắng mặt"
    case .overload: "Số lượng hồ sơ vượt khả năng giải quyết"
    case .system: "Hệ thống thông tin gặp sự cố"
    case .forceMajeure: "Thiên tai, dịch bệnh, bất khả kháng"
    }
  }
}

extension NoticeChannel {
  var vietnamese: String {
    switch self {
    case .account: "Tài khoản trên cổng"
    case .handed: "In và trao tận tay"
    case .post: "Bưu chính, có số bưu gửi"
    case .phone: "Điện thoại"
    case .email: "Thư điện tử"
    case .sms: "Tin nhắn SMS"
    }
  }
}

extension Stage.Kind {
  var vietnamese: String {
    switch self {
    case .consultation: "Lấy ý kiến"
    case .parallel: "Liên thông cùng cấp"
    case .higherLevel: "Liên thông cấp trên"
    }
  }
}

extension SlipKind {
  var vietnamese: String {
    switch self {
    case .receipt: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    case .supplement: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
    case .refusal: "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
    case .apology: "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    case .stop: "Thông báo dừng giải quyết hồ sơ"
    case .transfer: "Phiếu chuyển hồ sơ liên thông"
    }
  }
}

extension Milestone {
  var vietnamese: String {
    switch self {
    case .receipt: "Tiếp nhận"
    case .finish: "Ký duyệt, có kết quả"
    case .handOver: "Trả kết quả"
    }
  }
}
