import HTTPServer
import Workflow

@testable import Web

/// Every form of the portal.
enum Forms {
  static let all: [SurveyedForm] =
    account + citizen + papers + counter + steps + turns + oversight + people + catalogue + again + points
    + nudges + petitions + ratings
}
