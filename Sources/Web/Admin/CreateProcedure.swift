import HTTPServer
import Storage
import Templating
import Workflow

/// A procedure of a code that is not in the catalogue yet: its first revision, typed and shown before it is published,
/// on the pages of any other revision (F003-01).
enum CreateProcedure: Screen {
  static let pages: [any PageDeclaration] = []
  static let routes: [SiteRoute] = [
    .get(Sitemap.newProcedure.pattern, .role(.administrator)) { visit in
      try EditProcedure.begin(RevisionSubject(new: visit), visit)
    },
    .post(Sitemap.newProcedure.pattern, .role(.administrator), lane: .read) { visit in
      try EditProcedure.goOn(RevisionSubject(new: visit), visit)
    },
    .post(Sitemap.publishProcedure.pattern, .role(.administrator)) { visit in
      try EditProcedure.publish(RevisionSubject(new: visit), visit)
    },
  ]
}
