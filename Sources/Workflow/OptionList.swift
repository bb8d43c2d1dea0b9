/// Lists of options that many forms share.
public enum OptionList: String, Codable, Hashable, Sendable, CaseIterable {
  /// Sexes as civil status papers write them.
  case genders
  /// The 54 ethnic groups (dân tộc), and two words for those who belong to none of them.
  case ethnicGroups
  /// Countries by their common Vietnamese names, the home country first.
  case countries
  /// How the requester is related to the person the application is about.
  case relations
  /// Identity papers a natural person can have.
  case identityKinds
  /// Marital states before a marriage, or at present.
  case maritalStates

  /// The country filled in where nothing else was typed.
  public static let homeCountry = "Việt Nam"

  /// The options, in the order to show.
  public var options: [FieldOption] {
    switch self {
    case .genders: Self.genderOptions
    case .ethnicGroups: Self.ethnicGroupOptions
    case .countries: Self.countryOptions
    case .relations: Self.relationOptions
    case .identityKinds: Self.identityOptions
    case .maritalStates: Self.maritalOptions
    }
  }

  private static let genderOptions = [FieldOption("male", "Nam"), FieldOption("female", "Nữ")]

  private static let relationOptions = [
    FieldOption("self", "Bản thân"), FieldOption("parent", "Cha, mẹ"), FieldOption("child", "Con"),
    FieldOption("spouse", "Vợ, chồng"), FieldOption("grandparent", "Ông, bà"),
    FieldOption("grandchild", "Cháu"), FieldOption("sibling", "Anh, chị, em"),
    FieldOption("guardian", "Người giám hộ"), FieldOption("authorised", "Người được ủy quyền"),
    FieldOption("other", "Quan hệ khác"),
  ]

  private static let identityOptions = IdentityKind.personal.map { FieldOption($0.rawValue, $0.vietnamese) }

  private static let maritalOptions = [
    FieldOption("single", "Chưa kết hôn lần nào"), FieldOption("married", "Đang có vợ hoặc chồng"),
    FieldOption("divorced", "Đã ly hôn, chưa kết hôn lại"),
    FieldOption("widowed", "Vợ hoặc chồng đã chết, chưa kết hôn lại"),
  ]

  private static let ethnicGroupOptions = named(ethnicGroupNames)
  private static let countryOptions = named(countryNames)

  /// Names stand for themselves: what is stored can be read without the list.
  private static func named(_ names: String) -> [FieldOption] {
    names.split(separator: ",").map { name in
      let name = String(name.drop { $0 == " " || $0 == "\n" })
      return FieldOption(name, name)
    }
  }
}

extension OptionList {
  private static let ethnicGroupNames = """
    Kinh, Tày, Thái, Hoa, Khmer, Mường, Nùng, Mông, Dao, Gia Rai, Ngái, Ê Đê, Ba Na, Xơ Đăng, Sán Chay, Cơ Ho, \
    Chăm, Sán Dìu, Hrê, Mnông, Raglay, Xtiêng, Bru - Vân Kiều, Thổ, Giáy, Cơ Tu, Gié Triêng, Mạ, Khơ Mú, Co, \
    Tà Ôi, Chơ Ro, Kháng, Xinh Mun, Hà Nhì, Chu Ru, Lào, La Chí, La Ha, Phù Lá, La Hủ, Lự, Lô Lô, Chứt, Mảng, \
    Pà Thẻn, Cơ Lao, Cống, Bố Y, Si La, Pu Péo, Brâu, Ơ Đu, Rơ Măm, Người nước ngoài, Không rõ
    """

  private static let countryNames = """
    Việt Nam, Ai Cập, Ai-len, Anh, Áo, A-rập Xê-út, Ác-hen-ti-na, Ấn Độ, Ba Lan, Băng-la-đét, Bỉ, \
    Bồ Đào Nha, Bra-xin, Bru-nây, Bun-ga-ri, Cam-pu-chia, Ca-na-đa, Chi-lê, Cô-lôm-bi-a, Cu-ba, \
    Các Tiểu vương quốc A-rập Thống nhất, Đan Mạch, Đông Ti-mo, Đức, Hà Lan, Hàn Quốc, Hoa Kỳ, Hung-ga-ri, \
    Hy Lạp, In-đô-nê-xi-a, I-ran, I-rắc, I-xra-en, I-ta-li-a, Kê-ni-a, Lào, Ma-lai-xi-a, Mê-hi-cô, Mi-an-ma, \
    Mông Cổ, Na Uy, Nam Phi, Nê-pan, Nga, Nhật Bản, Ni-giê-ri-a, Niu Di-lân, Ô-xtrây-li-a, Pa-ki-xtan, Pê-ru, \
    Phần Lan, Pháp, Phi-líp-pin, Ru-ma-ni, Séc, Tây Ban Nha, Thái Lan, Thổ Nhĩ Kỳ, Thụy Điển, Thụy Sĩ, \
    Triều Tiên, Trung Quốc, U-crai-na, Xin-ga-po, Xlô-va-ki-a, Xri Lan-ca, Nước khác, Không quốc tịch
    """
}
