import Workflow

/// A person who does not exist: name, number and address are made up of common parts.
struct DemoPerson {
  let name: String
  let isFemale: Bool
  let birth: Day
  /// CCCD of Thanh Hóa (038) with sex and year in their places; the last six digits are random.
  let identity: String
  let phone: String
  let village: String
  let commune: String

  var address: String { "\(village), \(commune), huyện Như Xuân, tỉnh Thanh Hóa" }

  var email: String {
    let words = VietnameseText.folded(name).split(separator: " ")
    return "\(words.last ?? "").\(words.first ?? "").\(phone.suffix(4))@example.vn"
  }

  /// What a dossier says about a person; mail is left out by those who come to the counter.
  func party(withMail: Bool = false) -> Dossiers.Party {
    Dossiers.Party(
      name: name, identityKind: IdentityKind.cccd.rawValue, identity: identity, phone: phone,
      email: withMail ? email : "", address: address)
  }

  /// Somebody of a commune, so many years old on a day.
  init(
    of commune: String, age: ClosedRange<Int> = 19...76, female: Bool? = nil, on day: Day,
    _ random: inout SeededRandom
  ) {
    let isFemale = female ?? random.chance(0.5)
    let birth = Day(number: day.number - random.int(age) * 365 - random.int(20...340))
    self.isFemale = isFemale
    self.birth = birth
    self.commune = commune
    name = Self.name(isFemale: isFemale, &random)
    let century = (birth.year >= 2000 ? 2 : 0) + (isFemale ? 1 : 0)
    let year = Serials.padded(birth.year % 100, to: 2)
    identity = "038\(century)\(year)\(Serials.padded(random.int(0...999_999), to: 6))"
    phone = "0900\(Serials.padded(random.int(0...999_999), to: 6))"
    village = "Thôn \(random.pick(Self.villages))"
  }

  /// A full name, family name first.
  static func name(isFemale: Bool, family: String? = nil, _ random: inout SeededRandom) -> String {
    let middle = random.pick(isFemale ? femaleMiddles : maleMiddles)
    let given = random.pick(isFemale ? femaleGivens : maleGivens)
    return "\(family ?? families.draw(&random).name) \(middle) \(given)"
  }

  private static let families = Lottery<(name: String, weight: Double)>(
    [
      ("Nguyễn", 26.0), ("Lê", 20), ("Trần", 8), ("Phạm", 8), ("Vi", 8), ("Lò", 4), ("Hà", 5), ("Lương", 6),
      ("Quách", 4), ("Bùi", 4), ("Đỗ", 4), ("Lang", 3), ("Cầm", 2), ("Hoàng", 4), ("Trương", 3), ("Đinh", 2),
      ("Ngân", 2), ("Đặng", 2), ("Mai", 2), ("Lục", 1),
    ], weight: \.weight)

  private static let maleMiddles = ["Văn", "Đình", "Hữu", "Đức", "Xuân", "Công", "Minh", "Quang", "Bá"]
  private static let femaleMiddles = ["Thị", "Thị Thu", "Thị Ngọc", "Thị Minh", "Thúy", "Thị Hồng", "Bích"]
  private static let maleGivens = [
    "An", "Bình", "Cường", "Dũng", "Đạt", "Đông", "Giang", "Hải", "Hiếu", "Hòa", "Hùng", "Khánh", "Lâm",
    "Long", "Mạnh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Sơn", "Tài", "Thành", "Thắng", "Thọ", "Tiến",
    "Toàn", "Trung", "Tuấn", "Tùng", "Việt", "Vinh",
  ]
  private static let femaleGivens = [
    "Anh", "Ánh", "Bình", "Chi", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Huế",
    "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "Nga", "Ngân", "Nhung", "Oanh", "Phương", "Quỳnh", "Tâm",
    "Thảo", "Thủy", "Trang", "Tuyết", "Vân", "Yến",
  ]
  private static let villages = [
    "1", "2", "3", "4", "5", "6", "Làng Mài", "Xuân Chính", "Thanh Bình", "Đồng Tâm", "Quyết Thắng",
    "Tân Thành", "Ná Cà", "Đồng Minh", "Yên Thắng", "Cát Lợi", "Hùng Tiến", "Lâm Tiến",
  ]
}
