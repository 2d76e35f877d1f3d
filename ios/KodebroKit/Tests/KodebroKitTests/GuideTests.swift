import Foundation
import KodebroCore
import XCTest

@testable import KodebroKit

/// The guide as a person goes through it: by what can be pressed, and by nothing else.
final class GuideTests: XCTestCase {
    /// Where the phones of a test keep things; without it, each has a folder of its own.
    private var folder: URL?
    private var key: Data?
    private var platform = TestPlatform()
    private lazy var phone = makePhone()

    private func makePhone() -> Phone {
        let session = Session.open(
            folder: (folder ?? temporaryFolder()).path, systemLanguage: platform.systemLanguage, key: key)
        let phone = Phone(session: session, platform: platform)
        phone.start()
        return phone
    }

    private func press(_ words: String, line: UInt = #line) {
        guard let found = phone.screen.pressable.first(where: { $0.words == words }) else {
            return XCTFail("there is no \(words) on \(phone.screen.title)", line: line)
        }
        phone.perform(found.action)
    }

    private func press(_ key: TextKey, line: UInt = #line) {
        press(phone.words[key], line: line)
    }

    private func title(_ words: String, line: UInt = #line) {
        XCTAssertEqual(phone.screen.title, words, line: line)
    }

    private var progress: ProgressModel? {
        for case .progress(let progress) in phone.screen.parts { return progress }
        return nil
    }

    private var device: DeviceModel? {
        for case .device(let device) in phone.screen.parts { return device }
        return nil
    }

    private var drawing: DrawingModel? {
        for case .drawing(let drawing) in phone.screen.parts { return drawing }
        return nil
    }

    private var status: String? {
        for case .status(let words) in phone.screen.parts { return words }
        return nil
    }

    private var rows: [StepRowModel] {
        phone.screen.parts.compactMap {
            guard case .step(let row) = $0 else { return nil }
            return row
        }
    }

    private var takesMessage: Bool {
        phone.screen.parts.contains { if case .field = $0 { return true } else { return false } }
            && phone.screen.buttons.contains { $0.action == .paste }
    }

    private func weight(_ key: TextKey) -> Weight? {
        phone.screen.buttons.first { $0.words == phone.words[key] }?.weight
    }

    /// To the first step of the registration, as a student.
    private func begin() {
        press(.homeGuide)
        for answer in ["Register SMS for the first time", "Student", "No", "Yes", "Yes"] { press(answer) }
    }

    /// To the step at which the first message may come, where the wait begins.
    private func beginToWait() {
        begin()
        for _ in 0..<6 { press(.guideNext) }
        press(.buttonContinue)
    }

    func testAStudentRegistersFromTheFrontPageToTheEnd() {
        press(.homeGuide)
        title(phone.words[.guideTitle])
        press("Register SMS for the first time")
        XCTAssertEqual(progress, ProgressModel(words: "Question 1 of 4"))
        for answer in ["Student", "No", "Yes", "Yes"] { press(answer) }
        title("Go to webmail.ku.dk")
        XCTAssertEqual(progress?.words, "Step 1 of 16")
        XCTAssertEqual(progress?.share ?? 0, 1.0 / 16, accuracy: 0.001)
        XCTAssertEqual(device, DeviceModel(device: .computer, words: "On the computer"))
        for _ in 0..<6 {
            XCTAssertNil(status)
            XCTAssertFalse(takesMessage)
            press(.guideNext)
        }
        // The message may come now: what happens is said once, and the wait begins by itself.
        title(phone.words[.iosConsentTitle])
        press(.buttonContinue)
        title("Type your phone number")
        XCTAssertTrue(status?.contains("5 min") == true)
        XCTAssertTrue(takesMessage)
        XCTAssertEqual(weight(.guideNext), .main)
        platform.pass(10)
        XCTAssertTrue(status?.contains("4 min 50 s") == true)
        press(.guideNext)
        press(.guideNext)
        title("The code comes by SMS")
        XCTAssertEqual(device?.device, .phone)
        XCTAssertEqual(weight(.homePaste), .main)
        platform.clipboard.foreign = sms
        press(.homePaste)
        title(phone.words[.codeTitle])
        press(.codeUsed)
        title("Choose \"Næste\" (next)")
        XCTAssertEqual(phone.screen.notice, phone.words[.noticeGuideCodeUsed])
        XCTAssertEqual(progress?.words, "Step 11 of 16")
        XCTAssertNil(status)
        press(.guideNext)
        press(.guideNext)
        // The second message: its code stands above the keyboard.
        XCTAssertNotNil(status)
        phone.perform(.read("Brug bekræftelseskode 771902 til Microsoft godkendelse."))
        title(phone.words[.codeTitle])
        press(.codeUsed)
        XCTAssertEqual(progress?.share, 1)
        press(.guideNext)
        title("Register SMS for the first time")
        press(.buttonHome)
        title(phone.words[.homeTitle])
        press(.homeGuide)
        title(phone.words[.guideTitle])
    }

    func testTheFrontPageSaysHowFarOneIsAndLeadsBackThere() {
        begin()
        for _ in 0..<3 { press(.guideNext) }
        let there = phone.screen.title
        press(.buttonHome)
        press("Go on with the guide (step 4 of 16)")
        title(there)
    }

    func testThePlaceOutlivesTheAppForWhoHasTheKey() {
        folder = temporaryFolder()
        key = Data(repeating: 7, count: PlatformKey.length)
        begin()
        for _ in 0..<3 { press(.guideNext) }
        let there = "Go on with the guide (step 4 of 16)"
        phone = makePhone()
        XCTAssertTrue(phone.screen.pressable.contains { $0.words == there })
        key = nil
        phone = makePhone()
        XCTAssertFalse(phone.screen.pressable.contains { $0.words == there })
    }

    func testANewerGuideIsLookedForAsideWhereverTheAppIsSeen() {
        _ = phone
        XCTAssertEqual(platform.aside.count, 0)
        phone.enterForeground()
        XCTAssertEqual(platform.aside.count, 1)
        phone.enterBackground()
        XCTAssertEqual(platform.aside.count, 1)
        phone.enterForeground()
        XCTAssertEqual(platform.aside.count, 2)
        // This build names no server: nothing changes.
        let before = phone.view
        for work in platform.aside { work() }
        XCTAssertEqual(phone.view, before)
    }

    func testAGuideThatComesLateIsTakenInAsOfThenWhereThePersonIsByThen() {
        let session = NewerGuideSession()
        phone = Phone(session: session, platform: platform)
        phone.start()
        phone.enterForeground()
        press(.homeGuide)
        let there = phone.screen.title
        platform.now += 40_000
        for work in platform.aside { work() }
        title(there)
        XCTAssertEqual(phone.view.notice, phone.words[.noticeGuideNewer])
        XCTAssertEqual(session.told.last?.event, .catalogueTaken)
        XCTAssertEqual(session.told.last?.at, platform.now)
    }

    func testTheWaitCanBeStoppedAndBegunAgainWhereTheMessageIsTaken() {
        beginToWait()
        press(.buttonCancel)
        XCTAssertNil(status)
        XCTAssertTrue(takesMessage)
        press(.homeWait)
        XCTAssertNotNil(status)
        XCTAssertNil(weight(.homeWait))
        press(.codeResend)
        XCTAssertTrue(
            phone.screen.parts.contains(
                .item(phone.words[.adviceAfterResend], words: nil, isUrgent: false)))
    }

    func testWhatOnlyLooksLikeACodeIsSpokenOfAtTheStepAsWell() {
        beginToWait()
        phone.clipboardLooked(isLikely: true)
        XCTAssertTrue(
            phone.screen.parts.contains(
                .item(phone.words[.iosPasteLikely], words: nil, isUrgent: false)))
    }

    func testWhomTheGuideIsNotForIsToldWhatIs() {
        press(.homeGuide)
        press("Register SMS for the first time")
        press("Employed")
        title("SMS is for students only")
        press("Open KU's help for login")
        XCTAssertEqual(platform.opened.count, 1)
        XCTAssertTrue(platform.opened[0].hasPrefix("https://about.ku.dk/"))
        press(phone.view.callSupport)
        XCTAssertEqual(platform.opened.last, "tel:+4535323232")
        phone.perform(.tell(.backPressed))
        XCTAssertEqual(progress?.words, "Question 1 of 4")
        press("Student")
        press("Yes")
        title("You need no SMS")
        // No page helps here, so support comes first.
        XCTAssertEqual(phone.screen.buttons.first?.words, phone.view.callSupport)
        XCTAssertEqual(phone.screen.buttons.first?.weight, .main)
        press(.guideRestart)
        title(phone.words[.guideTitle])
    }

    func testAnAnswerThatWasGivenIsMarked() {
        begin()
        phone.perform(.tell(.backPressed))
        let chosen = phone.screen.parts.compactMap { part -> ChoiceModel? in
            guard case .choice(let choice) = part, choice.isChosen else { return nil }
            return choice
        }
        XCTAssertEqual(chosen.map(\.words), ["Yes"])
        XCTAssertEqual(chosen.first?.about, phone.words[.guideAnswered])
    }

    func testWhoIsStuckFindsRemediesAndThenSupport() {
        begin()
        let step = phone.screen.title
        press(.guideStuck)
        title(phone.words[.guideStuckTitle])
        XCTAssertTrue(phone.screen.parts.contains(.body("At the step \"\(step)\"")))
        let remedies = phone.screen.parts.filter {
            if case .item(_, let words, _) = $0 { return words != nil } else { return false }
        }
        XCTAssertEqual(remedies.count, 2)
        XCTAssertTrue(phone.view.callSupport.contains("35\u{a0}32\u{a0}32\u{a0}32"))
        press(phone.view.callSupport)
        XCTAssertEqual(platform.opened, ["tel:+4535323232"])
        XCTAssertNil(weight(.helpNothing), "no message is missing yet")
        press(.guideStuckBack)
        title(step)
    }

    func testWhoMissesTheMessageIsLedToItsCausesAndBack() {
        beginToWait()
        press(.guideStuck)
        XCTAssertNotNil(status, "the wait goes on meanwhile")
        press(.helpNothing)
        title(phone.words[.helpNothing])
        phone.perform(.tell(.backPressed))
        title(phone.words[.guideStuckTitle])
    }

    func testAnyStepCanBeGoneToFromTheListOfAll() {
        begin()
        for _ in 0..<2 { press(.guideNext) }
        press(.guideSteps)
        guard rows.count == 16 else { return XCTFail("there are \(rows.count) steps in the list") }
        XCTAssertEqual(
            rows.prefix(4).map(\.reached),
            [phone.words[.guideDoneBefore], phone.words[.guideDoneBefore], phone.words[.guideHere], nil])
        XCTAssertEqual(rows.map(\.isHere).firstIndex(of: true), 2)
        XCTAssertEqual(rows[8].device.device, .phone)
        let target = rows[4]
        phone.perform(target.action)
        title(target.words)
        XCTAssertEqual(progress?.words, target.number)
    }

    func testADrawingIsHeardAsOneWithWhatIsDoneInIt() {
        begin()
        XCTAssertEqual(
            drawing?.spoken.components(separatedBy: "\n"),
            [
                phone.words[.guideDrawing],
                "Address bar: www.webmail.ku.dk. Here.", "Log på", "Field: Mail, telefon eller Skype",
                "Button: Næste",
            ])
        XCTAssertEqual(drawing?.parts.map(\.isHere), [true, false, false, false])
        press(.guideNext)
        XCTAssertTrue(
            drawing?.spoken.contains("Field: Mail, telefon eller Skype abc123@alumni.ku.dk. Here.") == true)
        phone.tell(.languageChosen(language: .danish))
        XCTAssertTrue(drawing?.spoken.contains("Knap: Næste. Her.") == true)
    }

    func testAPictureIsCalledThatAndItsCharactersAreNotInvented() {
        beginToWait()
        press(.guideNext)
        let picture = drawing?.parts.first { $0.kind == .picture }
        XCTAssertEqual(picture?.words, phone.words[.drawnPicture])
    }

    func testAMessageIsNotCalledAPageInWhichSomethingIsMarked() {
        beginToWait()
        for _ in 0..<2 { press(.guideNext) }
        title("The code comes by SMS")
        XCTAssertEqual(drawing?.parts.map(\.kind), [.message])
        XCTAssertEqual(drawing?.caption, phone.words[.guideDrawingMessage])
        XCTAssertEqual(drawing?.spoken.hasPrefix(phone.words[.guideDrawingMessage]), true)
    }

    func testAPageThatCannotBeOpenedIsSaid() {
        press(.homeGuide)
        for answer in ["Sign in with SMS", "Student"] { press(answer) }
        platform.refuses = true
        press("Open the page on this phone instead")
        XCTAssertEqual(platform.opened, ["https://webmail.ku.dk"])
        XCTAssertEqual(phone.screen.notice, phone.words[.problemOpenPage])
    }

    func testTheViewsStayWhileTheTimeRunsAndGoWithTheStep() {
        beginToWait()
        let before = phone.screen
        platform.pass(1)
        XCTAssertNotEqual(phone.screen, before)
        XCTAssertTrue(phone.screen.fits(before))
        XCTAssertTrue(before.keepsAwake)
        let step = ScreenPart.progress(ProgressModel(words: "Step 4 of 16", place: 3, count: 16))
        let same = ScreenPart.progress(ProgressModel(words: "Step 11 of 16", place: 10, count: 16))
        XCTAssertNotEqual(step.shape, same.shape, "the same title and parts, but another step")
        XCTAssertEqual(ProgressModel(words: "", place: 0, count: 0).share, 0)
    }

    // MARK: Every page

    /// Presses these words one after the other, on a phone without a past.
    private func play(_ way: [String]) {
        platform = TestPlatform()
        phone = makePhone()
        phone.tell(.guide(event: .opened))
        for words in way {
            press(words)
            if phone.view.screen == .consentExplained { press(.buttonContinue) }
        }
    }

    /// What is wrong with the words of a screen.
    private func complaints(_ screen: ScreenModel) -> [String] {
        // A mark within words has a backslash before it.
        let noWords = "(?<!\\\\)\"\""
        var complaints: [String] = []
        if screen.title.isEmpty { complaints.append("no title") }
        if screen.allWords.contains("{") { complaints.append("something is not filled in") }
        for part in screen.parts {
            if case .drawing(let drawing) = part {
                let unnamed = drawing.parts.filter { $0.words.isEmpty && $0.kind != .field }
                if drawing.caption.isEmpty || drawing.spoken.isEmpty || !unnamed.isEmpty {
                    complaints.append("an empty drawing")
                }
            } else if String(describing: part).range(of: noWords, options: .regularExpression) != nil {
                complaints.append("no words in \(part.shape)")
            }
        }
        return complaints
    }

    func testEveryPageInBothLanguagesHasItsWordsAndEveryButtonLeadsSomewhere() {
        var titles: Set<String> = []
        /// Looks at the page that a way leads to, and presses everything on it where it is new.
        func look(_ way: [String]) {
            play(way)
            let page = phone.screen
            guard case .guide = phone.view.screen else { return XCTFail("\(way) leads out of the guide") }
            XCTAssertEqual(complaints(page), [], page.title)
            XCTAssertNotNil(page.back)
            let buttons = page.pressable
            XCTAssertFalse(buttons.isEmpty)
            phone.tell(.languageChosen(language: .danish))
            XCTAssertEqual(complaints(phone.screen), [], phone.screen.title)
            XCTAssertEqual(phone.screen.language, "da")
            guard titles.insert(page.title + (way.last ?? "")).inserted else { return }
            for button in buttons {
                play(way)
                phone.perform(button.action)
                XCTAssertTrue(
                    phone.screen != page || !platform.opened.isEmpty,
                    "\(button.words) on \(page.title) leads nowhere")
            }
        }
        let (next, words) = ("Done – go on", Words.of(.english))
        let (registration, signIn) = ("Register SMS for the first time", "Sign in with SMS")
        look([])
        for end in [["Employed"], ["Student", "Yes"], ["Student", "No", "No, or I cannot fill it in"]] {
            look([registration] + end)
        }
        var ways: [[String]] = []
        for role in ["Student", "Both, such as a student assistant"] {
            ways.append([signIn, role])
            for password in ["Yes", "No, or I have forgotten it"] {
                ways.append([registration, role, "No", "Yes", password])
            }
        }
        for way in ways {
            for count in 1..<way.count { look(Array(way.prefix(count))) }
            look(way + [words[.guideSteps]])
            play(way)
            guard case .guide(let guide) = phone.view.screen, case .step(let first) = guide.page else {
                return XCTFail("\(way) leads to no step")
            }
            for place in 0..<Int(first.count) {
                let step = way + Array(repeating: next, count: place)
                look(step)
                look(step + [words[.guideStuck]])
                play(step)
                if status != nil { look(step + [words[.buttonCancel]]) }
            }
            look(way + Array(repeating: next, count: Int(first.count)))
        }
        XCTAssertGreaterThan(titles.count, 40)
    }
}
