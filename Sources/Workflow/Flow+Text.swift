extension Flow {
  /// The table in plain columns: from, verb, role, to, what must hold, article; a row an edge, in the order of the
  /// states. Rows that differ in nothing but the role stand together.
  public static var text: String {
    let rows = [["from", "verb", "role", "to", "guards", "article"]] + merged.map(\.cells)
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths + [0]).map { cell, width in
        cell + String(repeating: " ", count: max(0, width - cell.count))
      }.joined(separator: "  ")
    }.joined(separator: "\n") + "\n"
  }

  /// The same as a page of the documentation: a diagram of what moves, then every edge by state.
  public static var markdown: String {
    """
    # The flow: who may do what, from where, by which article

    Written by `motcua flow --markdown`; a test compares this page with the table in `Sources/Workflow/Flow*.swift`.

    ## What moves a dossier

    ```mermaid
    \(diagram)```

    ## Every edge

    | from | verb | role | to | what must hold | article |
    | --- | --- | --- | --- | --- | --- |
    \(merged.map { "| " + $0.cells.joined(separator: " | ") + " |\n" }.joined())
    """
  }

  /// The moving edges as a Mermaid state diagram.
  static var diagram: String {
    let moves = merged.filter { $0.edge.from != $0.edge.to }.map { row in
      "    \(name(row.edge.from)) --> \(name(row.edge.to)): \(row.edge.verb.rawValue) (\(row.roles))\n"
    }
    let ends = DossierState.allCases.filter(\.isClosed).map { "    \(name($0)) --> [*]\n" }
    return (["stateDiagram-v2\n    [*] --> draft\n"] + moves + ends).joined()
  }

  /// Mermaid takes no hyphens in the names of states.
  private static func name(_ state: DossierState) -> String {
    state.rawValue.split(separator: "-").joined(separator: "_")
  }

  /// Edges that differ in the role alone.
  private struct Row {
    let edge: Edge
    var roles: String

    var cells: [String] {
      [
        edge.from.rawValue, edge.verb.rawValue, roles, edge.from == edge.to ? "=" : edge.to.rawValue,
        edge.guards.map(\.rawValue).joined(separator: ", "), edge.article,
      ]
    }
  }

  private static var merged: [Row] {
    let order = Dictionary(uniqueKeysWithValues: DossierState.allCases.enumerated().map { ($1, $0) })
    var rows: [Row] = []
    for edge in edges.enumerated().sorted(by: {
      (order[$0.element.from]!, $0.offset) < (order[$1.element.from]!, $1.offset)
    }).map(\.element) {
      let twin = rows.firstIndex {
        $0.edge.from == edge.from && $0.edge.verb == edge.verb && $0.edge.to == edge.to
          && $0.edge.guards == edge.guards && $0.edge.article == edge.article
      }
      if let twin {
        rows[twin].roles += ", \(edge.role.rawValue)"
      } else {
        rows.append(Row(edge: edge, roles: edge.role.rawValue))
      }
    }
    return rows
  }
}
