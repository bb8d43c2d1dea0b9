final class Template: Sendable {}
