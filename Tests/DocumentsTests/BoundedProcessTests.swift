import Documents
import Foundation
import Glibc
import Testing

/// What a program may take of this machine, tried with a shell.
@Suite struct BoundedProcessTests {
  private func run(
    _ script: String, input: [UInt8] = [], environment: [String] = [],
    limits: BoundedProcess.Limits = .init(
      seconds: 60, processorSeconds: 10, memory: 1 << 30, output: 1 << 20)
  ) throws(BoundedProcess.Fault) -> String {
    let process = BoundedProcess(
      program: "/bin/sh", arguments: ["-c", script], environment: ["PATH=/usr/bin:/bin"] + environment)
    return String(decoding: try process.run(input: input, within: limits), as: UTF8.self)
  }

  @Test func readsAllInputAndGivesAllOutput() throws {
    let input = [UInt8](repeating: 0x61, count: 900_000)
    #expect(try run("cat", input: input).utf8.count == input.count)
    #expect(try run("cat", input: []) == "")
  }

  @Test func hasOnlyItsOwnEnvironmentAndDescriptors() throws {
    let environment = try run("env", environment: ["A=1"]).split(separator: "\n").map {
      $0.prefix { $0 != "=" }
    }
    #expect(Set(environment) == ["A", "PATH", "PWD"])
    // The listing itself has one descriptor open.
    #expect(try run("ls /proc/self/fd") == "0\n1\n2\n3\n")
  }

  @Test func signalsAreNeitherBlockedNorIgnored() throws {
    var (term, before) = (sigset_t(), sigset_t())
    sigemptyset(&term)
    sigaddset(&term, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &term, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    #expect(throws: BoundedProcess.Fault.failed(status: 128 + SIGTERM, message: "")) {
      try run("kill -TERM $$; sleep 50")
    }
  }

  @Test func failureCarriesStatusAndWords() {
    #expect(throws: BoundedProcess.Fault.failed(status: 3, message: "không được\n")) {
      try run("echo không được >&2; exit 3")
    }
    let fault = #expect(throws: BoundedProcess.Fault.self) {
      try run("yes sai | head -c 1000000 >&2; exit 1")
    }
    #expect(fault?.description == "ended with status 1: sai")
    let crash = BoundedProcess.Fault.failed(status: 1, message: "Traceback:\nValueError: Lò Thị Mai\n")
    #expect(crash.description == "ended with status 1: ValueError")
  }

  @Test func aMissingProgramIsAFailure() {
    let process = BoundedProcess(program: "/nonexistent", arguments: [], environment: [])
    let fault = #expect(throws: BoundedProcess.Fault.self) {
      try process.run(
        input: [], within: .init(seconds: 60, processorSeconds: 1, memory: 1 << 30, output: 1))
    }
    #expect(fault.map { "\($0)".hasPrefix("ended with status 127") } == true)
  }

  @Test func tooMuchOutputEndsIt() {
    let limits = BoundedProcess.Limits(seconds: 60, processorSeconds: 30, memory: 1 << 30, output: 100_000)
    #expect(throws: BoundedProcess.Fault.tooMuchOutput) { try run("yes", limits: limits) }
  }

  @Test func tooMuchTimeEndsTheWholeGroup() throws {
    let marker = FileManager.default.temporaryDirectory.path + "/motcua-group-\(UUID().uuidString)"
    let limits = BoundedProcess.Limits(seconds: 0.5, processorSeconds: 10, memory: 1 << 30, output: 100)
    // Tests may write files; the child may not, so it renames one.
    #expect(FileManager.default.createFile(atPath: marker, contents: nil))
    defer { try? FileManager.default.removeItem(atPath: marker) }
    #expect(throws: BoundedProcess.Fault.tooSlow) {
      try run("(sleep 2; rm -f \(marker)) & sleep 100", limits: limits)
    }
    Thread.sleep(forTimeInterval: 3)
    #expect(FileManager.default.fileExists(atPath: marker))
  }

  @Test func closingItsOutputDoesNotHideIt() {
    let limits = BoundedProcess.Limits(seconds: 0.5, processorSeconds: 10, memory: 1 << 30, output: 100)
    #expect(throws: BoundedProcess.Fault.tooSlow) { try run("exec >&- 2>&-; sleep 100", limits: limits) }
  }

  @Test func processorTimeMemoryAndFilesAreLimited() throws {
    let busy = BoundedProcess.Limits(seconds: 60, processorSeconds: 1, memory: 1 << 30, output: 100)
    #expect(throws: BoundedProcess.Fault.failed(status: 128 + SIGKILL, message: "")) {
      try run("while :; do :; done", limits: busy)
    }
    #expect(try run("ulimit -v; ulimit -t", limits: busy) == "\(1 << 20)\n1\n")
    let file = FileManager.default.temporaryDirectory.path + "/motcua-file-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: file) }
    #expect(throws: BoundedProcess.Fault.self) { try run("head -c 100000 /dev/zero > \(file)") }
    #expect((try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0 == 0)
  }
}
