import Workflow

/// A citizen with an account.
struct DemoCitizen {
  let account: PersonID
  let person: DemoPerson
  /// Whether a counter bound the account to the person, so that earlier papers can be used again.
  var isBound = false
}

/// Makes the accounts of citizens, more where more is filed online.
struct DemoCitizens {
  private(set) var byUnit: [[DemoCitizen]]
  private let units: [DemoUnit]
  private let password: String
  private let homes: Lottery<Int>
  private var count = 0
  private var random: SeededRandom

  init(units: [DemoUnit], password: String, random: SeededRandom) {
    (self.units, self.password, self.random) = (units, password, random)
    byUnit = units.map { _ in [] }
    homes = Lottery(units.indices.filter { units[$0].practice != .none }) { index in
      units[index].weight * (units[index].practice == .zeroPercent ? 0.2 : 1)
    }
  }

  /// Makes accounts until there are so many; the first is at home in the first unit.
  mutating func make(_ total: Int, at moment: Moment, in db: WriteAccess) throws {
    while count < total {
      count += 1
      let unit = count == 1 ? 0 : homes.draw(&random)
      let commune = (units[unit].commune ?? DemoUnits.communes[0]).fullName
      let person = DemoPerson(of: commune, age: 21...64, on: moment.day, &random)
      var new = People.New(
        kind: .citizen, login: count == 1 ? "congdan" : "congdan\(count)", password: password,
        name: person.name)
      new.isDemo = true
      (new.phone, new.email, new.address) = (person.phone, person.email, person.address)
      (new.identityKind, new.identityNumber) = (IdentityKind.cccd.rawValue, person.identity)
      byUnit[unit].append(
        DemoCitizen(account: try People.create(new, at: moment, in: db), person: person))
    }
  }
}

extension DemoCitizens {
  /// Half of those who live at a counter have shown their identity paper there; the first, whom visitors try, has not.
  mutating func bind(at units: [DemoUnit], on moment: Moment, in db: WriteAccess) throws {
    var seen: Set<IdentityNumber> = []
    for (index, unit) in units.enumerated() {
      for place in byUnit[index].indices where (index, place) != (0, 0) && random.chance(0.5) {
        let citizen = byUnit[index][place]
        guard let identity = IdentityNumber(.cccd, citizen.person.identity),
          let name = PersonName(citizen.person.name), let officer = unit.officers.first,
          seen.insert(identity).inserted
        else { continue }
        try People.bind(
          citizen.account, to: identity, name: name, by: officer, at: unit.agency, on: moment, in: db)
        byUnit[index][place].isBound = true
      }
    }
  }
}

/// What all demo dossiers share.
final class DemoWorld {
  let reference: Reference
  let units: [DemoUnit]
  let procedures: [Reference.StoredProcedure]
  let clock: DemoClock
  let until: Moment
  var files: DemoFiles
  var forms = DemoForms()
  /// By unit; a unit without accounts has those of the first one.
  private let citizens: [[DemoCitizen]]
  private var resultNumbers: [[Int]: Int] = [:]

  init(
    reference: Reference, units: [DemoUnit], procedures: [Reference.StoredProcedure], clock: DemoClock,
    until: Moment, files: DemoFiles, citizens: [[DemoCitizen]]
  ) {
    (self.reference, self.units, self.procedures) = (reference, units, procedures)
    (self.clock, self.until, self.files, self.citizens) = (clock, until, files, citizens)
  }

  func citizen(of plan: DemoPlan, _ random: inout SeededRandom) -> DemoCitizen {
    let first = citizens[0][0]
    if plan.isShowcase { return first }
    // The first citizen stays within the quota of drafts, so that whoever tries the demo can begin one.
    let others = citizens.flatMap(\.self).filter { $0.account != first.account }
    let own = citizens[plan.unit].filter { $0.account != first.account }
    return own.isEmpty ? (others.isEmpty ? first : random.pick(others)) : random.pick(own)
  }

  /// Somebody of a department of the district that is asked to take part, other than where the dossier lies.
  func partner(besides unit: AgencyID, _ random: inout SeededRandom) -> Dossier.Actor {
    let departments = units[DemoUnits.communes.count].specialists.filter { $0.unit != unit }
    let specialist = random.pick(departments)
    return Dossier.Actor(person: specialist.person, role: .partner, agency: specialist.unit)
  }

  /// Số văn bản, counted per unit and year.
  func nextResultNumber(of unit: Int, in year: Int) -> Int {
    resultNumbers[[unit, year], default: 0] += 1
    return resultNumbers[[unit, year], default: 0]
  }
}

/// Lives in the order of their next steps (a binary heap), so that the district's journal is written as time goes.
struct DemoQueue {
  private var heap: [(at: Int64, number: Int, life: DemoLife)] = []
  private var count = 0

  var first: Int64? { heap.first?.at }

  mutating func add(_ life: DemoLife) {
    guard let moment = life.nextMoment else { return }
    count += 1
    heap.append((moment.seconds, count, life))
    var child = heap.count - 1
    while child > 0, isEarlier(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popFirst() -> DemoLife? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return first.life
  }

  private mutating func sink() {
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let child = children.min(by: { isEarlier($0, $1) }), isEarlier(child, parent) else { return }
      heap.swapAt(child, parent)
      parent = child
    }
  }

  private func isEarlier(_ one: Int, _ other: Int) -> Bool {
    (heap[one].at, heap[one].number) < (heap[other].at, heap[other].number)
  }
}
