import Workflow

/// The units of the demo district: the sixteen communes of letter 002 by name, and what is fictional about them:
/// identifier codes, telephones, weights and rates.
enum DemoUnits {
  /// How a commune took to online filing: what the letter found in April 2021, kept in one table so that the
  /// classes of F002-01 come out of the demo dossiers as they came out of the letter's.
  enum Practice: Equatable {
    /// "Thực hiện tương đối tốt chỉ tiêu mức độ 3, 4".
    case bothLevels
    /// "Chỉ thực hiện tương đối tốt chỉ tiêu mức độ 3".
    case levelThreeOnly
    /// "Không thực hiện chỉ tiêu mức độ 3, 4": what citizens file online lies there, nobody receives it.
    case zeroPercent
    /// "Không thực hiện dịch vụ công trực tuyến": no online filing at all.
    case none

    /// The share of filings of a level that come in online and are processed so.
    func onlineShare(_ level: ServiceLevel) -> Double {
      switch (self, level) {
      case (_, .information), (.none, _), (.zeroPercent, _), (.levelThreeOnly, .full): 0
      case (.bothLevels, _), (.levelThreeOnly, .partial): 0.7
      }
    }
  }

  /// A commune or township.
  struct Commune {
    let name: String
    /// In login names.
    let slug: String
    let isTownship: Bool
    let practice: Practice
    /// Its part of the district's dossiers.
    let weight: Double
    /// The share of its dossiers that are finished late.
    let late: Double
  }

  /// A department of the district and the procedure fields it processes.
  struct Department {
    let name: String
    let shortName: String
    let slug: String
    let fields: Set<String>
  }

  static let communes = [
    Commune("Yên Cát", "yencat", .bothLevels, 5, 0.03, isTownship: true),
    Commune("Thanh Sơn", "thanhson", .bothLevels, 2, 0.03),
    Commune("Thanh Lâm", "thanhlam", .bothLevels, 2, 0.04),
    Commune("Bãi Trành", "baitranh", .levelThreeOnly, 2.5, 0.05),
    Commune("Thanh Quân", "thanhquan", .levelThreeOnly, 1.5, 0.05),
    Commune("Bình Lương", "binhluong", .levelThreeOnly, 1.5, 0.06),
    Commune("Xuân Bình", "xuanbinh", .zeroPercent, 2, 0.08),
    Commune("Xuân Hòa", "xuanhoa", .zeroPercent, 1.5, 0.07),
    Commune("Hóa Quỳ", "hoaquy", .zeroPercent, 1.5, 0.07),
    Commune("Cát Tân", "cattan", .zeroPercent, 1, 0.06),
    Commune("Tân Bình", "tanbinh", .zeroPercent, 1, 0.06),
    Commune("Thượng Ninh", "thuongninh", .zeroPercent, 2, 0.09),
    Commune("Thanh Phong", "thanhphong", .zeroPercent, 1.5, 0.08),
    Commune("Thanh Xuân", "thanhxuan", .zeroPercent, 1, 0.07),
    Commune("Thanh Hòa", "thanhhoa", .zeroPercent, 1, 0.10),
    Commune("Cát Vân", "catvan", .none, 1, 0.14),
  ]

  /// The commune that receives at two points since another was merged into it, and what they are called.
  static let merged = (slug: "hoaquy", points: ["Điểm Hóa Quỳ", "Điểm Xuân Quỳ"])

  /// The district's own counter: its part of the dossiers, and how often it is late.
  static let districtWeight = 4.0
  static let districtLate = 0.07

  /// The unit that shows the current regime (decision 5): a name that no commune has.
  static let currentRegime = Commune("Mẫu", "mau", .bothLevels, 0.7, 0.03)

  static let departments = [
    Department(
      name: "Phòng Tư pháp", shortName: "Tư pháp", slug: "tuphap",
      fields: ["ho-tich", "chung-thuc", "nuoi-con-nuoi", "hoa-giai-co-so", "boi-thuong-nha-nuoc"]),
    Department(
      name: "Phòng Tài chính – Kế hoạch", shortName: "Tài chính – Kế hoạch", slug: "taichinh",
      fields: ["ho-kinh-doanh", "hop-tac-xa", "to-hop-tac"]),
    Department(
      name: "Phòng Lao động – Thương binh và Xã hội", shortName: "LĐ-TB&XH", slug: "laodong",
      fields: ["bao-tro-xa-hoi", "nguoi-co-cong", "giam-ngheo"]),
    Department(
      name: "Phòng Tài nguyên và Môi trường", shortName: "TN&MT", slug: "tainguyen",
      fields: ["dat-dai", "tai-nguyen-nuoc"]),
    Department(
      name: "Phòng Kinh tế và Hạ tầng", shortName: "KT&HT", slug: "hatang", fields: ["xay-dung"]),
    Department(
      name: "Phòng Nông nghiệp và Phát triển nông thôn", shortName: "NN&PTNT", slug: "nongnghiep",
      fields: ["an-toan-thuc-pham", "lam-nghiep", "trong-trot", "phong-chong-thien-tai"]),
    Department(
      name: "Phòng Văn hóa và Thông tin", shortName: "VH&TT", slug: "vanhoa", fields: []),
    Department(
      name: "Văn phòng HĐND và UBND huyện", shortName: "Văn phòng", slug: "vanphonghdnd",
      fields: []),
  ]

  /// The fields that a commune's officer for justice and civil status processes; his colleague has the others.
  static let justice = departments[0].fields.union(["cu-tru"])

  /// How often procedures are asked for beside the others, which count 1.
  static let demand: [String: Double] = [
    "2.000815": 14, "1.001193": 14, "1.000894": 8, "1.000656": 7, "2.000635": 10, "2.000884": 6,
    "1.004194": 6, "2.000908": 5, "1.004837": 3, "1.004859": 3, "1.004873": 4, "1.012784": 4, "1.012786": 4,
    "1.013978": 4, "1.011607": 3, "1.001653": 3,
  ]
}

extension DemoUnits.Commune {
  fileprivate init(
    _ name: String, _ slug: String, _ practice: DemoUnits.Practice, _ weight: Double, _ late: Double,
    isTownship: Bool = false
  ) {
    self.init(
      name: name, slug: slug, isTownship: isTownship, practice: practice, weight: weight, late: late)
  }

  /// "xã Thanh Sơn", "thị trấn Yên Cát".
  var fullName: String { (isTownship ? "thị trấn " : "xã ") + name }
}
