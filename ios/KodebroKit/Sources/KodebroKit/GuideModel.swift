import KodebroCore

/// How far one is among questions or steps.
public struct ProgressModel: Equatable {
    /// Which one, such as "Step 4 of 16".
    public let words: String
    /// From 0 to 1, the step that one is at included; nothing where only the words tell.
    public let share: Float?

    init(words: String, place: UInt32, count: UInt32) {
        self.words = words
        share = count == 0 ? 0 : min(1, (Float(place) + 1) / Float(count))
    }

    init(words: String) {
        self.words = words
        share = nil
    }
}

/// Where a step happens.
public struct DeviceModel: Equatable {
    /// On the computer or on the phone.
    public let device: Device
    /// The same in words.
    public let words: String
}

/// A page of the sign-in or a message, drawn. VoiceOver hears it as one thing.
public struct DrawingModel: Equatable {
    /// What it is and what to look for in it.
    public let caption: String
    /// Its parts, from above.
    public let parts: [DrawnPartModel]
    /// All of it, for VoiceOver.
    public let spoken: String
}

/// A part of a drawn page.
public struct DrawnPartModel: Equatable {
    /// What it is.
    public let kind: Part
    /// The words on it, as the page has them; perhaps none in a field.
    public let words: String
    /// What stands in a field.
    public let filled: String?
    /// Whether this is where one does something.
    public let isHere: Bool
}

/// One of several things to choose, with more words about it.
public struct ChoiceModel: Equatable {
    /// What it is.
    public let words: String
    /// More about it.
    public let about: String?
    /// Whether it was chosen before.
    public let isChosen: Bool
    /// What choosing it does.
    public let action: Action
}

/// A step in the list of all.
public struct StepRowModel: Equatable {
    /// Which one, such as "Step 4 of 16".
    public let number: String
    /// Where it happens.
    public let device: DeviceModel
    /// What one does, in a few words.
    public let words: String
    /// That it lies behind or that one is at it; nothing where it lies ahead.
    public let reached: String?
    /// Whether one is at it.
    public let isHere: Bool
    /// What choosing it does.
    public let action: Action
}

extension ScreenBuilder {
    mutating func draw(_ guide: GuideView) {
        switch guide.page {
        case .start(let guides):
            title = words[.guideTitle]
            tellMoment(of: guide)
            for choice in guides {
                choose(choice.title, about: choice.about, false, .chosen(guide: choice.kind))
            }
        case .question(let number, let question, let why, let answers):
            title = question
            parts.append(.progress(ProgressModel(words: number)))
            tellMoment(of: guide)
            parts.append(.body(why))
            for (index, answer) in answers.enumerated() {
                choose(
                    answer.answer, about: answer.given ? words[.guideAnswered] : nil, answer.given,
                    .answered(answer: UInt32(index)))
            }
        case .notForYou(let title, let instead, let link):
            self.title = title
            tellMoment(of: guide)
            parts.append(.body(instead))
            if let link = link { button(link, .main, .guide(event: .linkPressed)) }
            support(link == nil ? .main : .other)
            button(.guideRestart, .quiet, .guide(event: .restartPressed))
        case .step(let step): draw(step, in: guide)
        case .steps(let title, let steps):
            self.title = title
            tellMoment(of: guide)
            for (index, step) in steps.enumerated() { parts.append(.step(row(step, UInt32(index)))) }
            button(.guideRestart, .quiet, .guide(event: .restartPressed))
        case .stuck(let step, let problems, let aboutMessage):
            title = words[.guideStuckTitle]
            parts.append(.body(step))
            tellMoment(of: guide)
            for problem in problems { item(problem.problem, problem.remedy) }
            if aboutMessage { button(.helpNothing, .other, .pageOpened(page: .whyNoMessage)) }
            button(.guideStuckBack, .main, .backPressed)
            body(.guideStuckSupport)
            support()
        case .done(let title, let done):
            self.title = title
            tellMoment(of: guide)
            parts.append(.lead(done))
            button(.buttonHome, .main, .homePressed)
            return
        }
        button(.buttonHome, .quiet, .homePressed)
    }

    private mutating func draw(_ step: StepView, in guide: GuideView) {
        keepsAwake = true
        title = step.title
        parts.append(.progress(ProgressModel(words: step.number, place: step.place, count: step.count)))
        parts.append(.device(place(step.device)))
        tellMoment(of: guide)
        if let perhaps = step.perhaps { item(perhaps) }
        parts.append(.body(step.see))
        parts.append(.lead(step.instruction))
        if !step.drawing.isEmpty { parts.append(.drawing(drawing(step.drawing, says: step.drawingSays))) }
        // What is done with this phone is done here; on the computer one comes to the next step first.
        let isHere = step.device == .phone && step.takesMessage
        if isHere { takeMessage(step, in: guide, paste: .main) }
        button(.guideNext, isHere ? .other : .main, .guide(event: .nextPressed))
        if !isHere { takeMessage(step, in: guide, paste: .other) }
        if let link = step.link { button(link, .other, .guide(event: .linkPressed)) }
        button(.guideStuck, .other, .guide(event: .stuckPressed))
        button(.guideSteps, .quiet, .guide(event: .stepsOpened))
    }

    /// The ways in for the message, as on the screen of the wait, and what is about the wait.
    private mutating func takeMessage(_ step: StepView, in guide: GuideView, paste weight: Weight) {
        let isWaiting = guide.waiting != nil
        if step.takesMessage {
            field()
            paste(weight)
            if step.canWait { button(.homeWait, .other, .waitRequested) }
            if isWaiting {
                askForNotifications()
                button(.codeResend, .quiet, .resendPressed)
            }
        }
        if isWaiting { button(.buttonCancel, .quiet, .waitCancelled) }
    }

    /// That the phone waits, and advice for the moment.
    private mutating func tellMoment(of guide: GuideView) {
        if let waiting = guide.waiting {
            keepsAwake = true
            parts.append(.status(waiting))
        }
        for piece in guide.advice { item(piece) }
    }

    private mutating func choose(_ words: String, about: String?, _ isChosen: Bool, _ event: GuideEvent) {
        parts.append(
            .choice(
                ChoiceModel(
                    words: words, about: about, isChosen: isChosen, action: .tell(.guide(event: event)))))
    }

    private func row(_ step: StepRow, _ place: UInt32) -> StepRowModel {
        let reached: String?
        switch step.reached {
        case .done: reached = words[.guideDoneBefore]
        case .here: reached = words[.guideHere]
        case .ahead: reached = nil
        }
        return StepRowModel(
            number: step.number, device: self.place(step.device), words: step.title, reached: reached,
            isHere: step.reached == .here, action: .tell(.guide(event: .stepChosen(place: place))))
    }

    private func place(_ device: Device) -> DeviceModel {
        switch device {
        case .computer: return DeviceModel(device: device, words: words[.guideOnComputer])
        case .phone: return DeviceModel(device: device, words: words[.guideOnPhone])
        }
    }

    private func drawing(_ drawn: [DrawnView], says caption: String) -> DrawingModel {
        let parts = drawn.map { part in
            DrawnPartModel(
                kind: part.part,
                // A picture has no words of its own, and none that could be read.
                words: part.part == .picture ? words[.drawnPicture] : part.words,
                filled: part.filled, isHere: part.here)
        }
        // A new line is a pause.
        let spoken = ([caption] + drawn.map(\.spoken)).joined(separator: "\n")
        return DrawingModel(caption: caption, parts: parts, spoken: spoken)
    }
}
