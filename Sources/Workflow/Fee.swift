/// What a procedure costs, or one of the things it costs.
public struct Fee: Codable, Hashable, Sendable {
  /// What is paid for.
  public let name: String
  /// Phí or lệ phí.
  public let kind: Kind
  /// The amount in đồng; 0 is free of charge, nothing is not known.
  public let amount: Int?
  /// For each of what: "bản", "trang", "trường hợp".
  public let per: String?
  /// The channel the amount is for; all of them, if nothing is said.
  public let channel: Channel?
  /// Whether the People's Council of the province sets the amount.
  public let setByProvince: Bool
  /// Exemptions, caps and sources.
  public let note: String?

  /// Phí pays for a service, lệ phí for an act of the state.
  public enum Kind: String, Codable, Hashable, Sendable {
    /// Phí.
    case charge
    /// Lệ phí.
    case duty

    /// The name on pages.
    public var vietnamese: String { self == .charge ? "Phí" : "Lệ phí" }
  }

  /// A fee.
  public init(
    name: String, kind: Kind, amount: Int?, per: String? = nil, channel: Channel? = nil,
    setByProvince: Bool = false, note: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.amount = amount
    self.per = per
    self.channel = channel
    self.setByProvince = setByProvince
    self.note = note
  }

  /// "8.000 đồng/bản", "Miễn phí", or who sets it.
  public var vietnamese: String {
    switch amount {
    case 0: "Miễn phí"
    case .some(let amount): TypedValue.vietnamese(money: amount) + (per.map { "/\($0)" } ?? "")
    case nil where setByProvince: "Theo nghị quyết của HĐND tỉnh (chưa có dữ liệu)"
    case nil: "Chưa có dữ liệu"
    }
  }
}
