extension FormField {
  /// The leaf fields of a composite field with their full paths, such as "mother.identity.number"; of any other
  /// field, the field itself. The rows of a table are expanded by `columns(row:)`.
  public var parts: [FormField] {
    kind.isComposite ? children.flatMap(\.parts) : [self]
  }

  /// The parts one level below a composite field; a person's identity and residence are composite again.
  public var children: [FormField] {
    switch kind {
    case .person: personParts
    case .requester: personParts + contactParts
    case .address: addressParts
    case .identity: identityParts
    default: []
    }
  }

  /// The columns of a table as fields of one row, counted from 1: "members.2.name". Conditions that name a
  /// column are turned to the same row.
  public func columns(row: Int) -> [FormField] {
    let columns = columns ?? []
    let names = Set(columns.map(\.id))
    return columns.map { column in
      var field = column
      field.id = "\(id).\(row).\(column.id)"
      field.context = "\(fullLabel), dòng \(row)"
      if let condition = column.condition, names.contains(condition.field) {
        field.condition = Condition("\(id).\(row).\(condition.field)", condition.test)
      }
      if let earlier = column.notBefore, names.contains(earlier) {
        field.notBefore = "\(id).\(row).\(earlier)"
      }
      return field
    }
  }
}

extension FormField {
  private func part(_ name: String, _ label: String, _ kind: FieldKind, required: Bool = false) -> FormField {
    var field = FormField("\(id).\(name)", label, kind, required: required)
    field.context = fullLabel
    return field
  }

  private func listed(_ name: String, _ label: String, _ list: OptionList, required: Bool = false)
    -> FormField
  {
    var field = part(name, label, .choice, required: required)
    field.list = list
    return field
  }

  private var personParts: [FormField] {
    let needed = Set(requiredParts ?? PersonPart.usual)
    var name = part("fullName", "Họ, chữ đệm, tên", .personName, required: needed.contains(.fullName))
    var birth = part("birthDate", "Ngày sinh", .partialDate, required: needed.contains(.birthDate))
    birth.when = .past
    birth.hint = "Ngày/tháng/năm, ví dụ 05/09/1990. Nếu giấy tờ chỉ ghi năm sinh, ghi năm."
    var nationality = listed(
      "nationality", "Quốc tịch", .countries, required: needed.contains(.nationality))
    nationality.preset = OptionList.homeCountry
    if kind == .requester {
      (name.autocomplete, birth.autocomplete) = ("name", "bday")
    }
    return [
      name, birth,
      listed("gender", "Giới tính", .genders, required: needed.contains(.gender)),
      listed("ethnicity", "Dân tộc", .ethnicGroups, required: needed.contains(.ethnicity)),
      nationality,
      part("identity", "Giấy tờ tùy thân", .identity, required: needed.contains(.identity)),
      part("residence", "Nơi cư trú", .address, required: needed.contains(.residence)),
    ]
  }

  /// Telephone, mail and relation to the person the application is about; the form may list its own relations.
  private var contactParts: [FormField] {
    var phone = part("phone", "Số điện thoại", .phone, required: true)
    phone.autocomplete = "tel"
    var email = part("email", "Thư điện tử", .email)
    email.autocomplete = "email"
    var relation = listed("relation", "Quan hệ với người được khai", .relations, required: true)
    relation.options = options
    var detail = part("relationDetail", "Ghi rõ quan hệ", .text, required: true)
    detail.condition = Condition(relation.id, .anyOf(["other"]))
    let isDetailed = relation.choices.contains { $0.value == "other" }
    return [phone, email, relation] + (isDetailed ? [detail] : [])
  }

  /// The district is not required: the current regime has none (decision 5).
  private var addressParts: [FormField] {
    var detail = part("detail", "Thôn, xóm, tổ dân phố, số nhà, đường", .text)
    detail.autocomplete = "street-address"
    return [
      part("province", "Tỉnh, thành phố", .text, required: true),
      part("district", "Huyện, quận, thị xã", .text),
      part("commune", "Xã, phường, thị trấn", .text, required: true),
      detail,
    ]
  }

  private var identityParts: [FormField] {
    let kind = listed("kind", "Loại giấy tờ", .identityKinds, required: true)
    let exists = Condition(kind.id, .noneOf([IdentityKind.none.rawValue]))
    var number = part("number", "Số giấy tờ", .identityNumber, required: true)
    var issuedOn = part("issuedOn", "Ngày cấp", .date)
    issuedOn.when = .past
    var issuedBy = part("issuedBy", "Nơi cấp", .text)
    number.condition = exists
    issuedOn.condition = exists
    issuedBy.condition = exists
    return [kind, number, issuedOn, issuedBy]
  }
}
