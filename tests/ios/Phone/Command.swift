/// What is to be done with the phone.
struct Command: Decodable {
    /// The deed.
    let deed: Deed
    /// When, in milliseconds since 1970. Time passes up to it first.
    let at: UInt64
    /// The message that arrives.
    let text: String?
    /// Whether it is from somebody in the phone's contacts.
    let isContact: Bool?

    enum CodingKeys: String, CodingKey {
        case deed = "do"
        case at, text
        case isContact = "is_contact"
    }
}

/// What a person does with the phone, or what happens to it.
enum Deed: String, Decodable {
    case start, restart, pass, receive, autofill
    case wait, allow, refuse, copy, used, resend, paste, home, guide, english, danish
    case notMine = "not_mine"
    case firstChoice = "first_choice"
    case nextStep = "next_step"
}
