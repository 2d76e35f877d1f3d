import Foundation
import KodebroCore
import XCTest

@testable import KodebroKit

/// The app without its views: what a person does, and what is seen, heard and left behind.
final class PhoneTests: XCTestCase {
    private var platform = TestPlatform()
    private lazy var phone = makePhone()

    private func makePhone() -> Phone {
        let session = Session.open(folder: temporaryFolder().path, systemLanguage: "en", key: nil)
        let phone = Phone(session: session, platform: platform)
        phone.start()
        return phone
    }

    private func press(_ key: TextKey, line: UInt = #line) {
        let words = phone.words[key]
        guard let button = phone.screen.buttons.first(where: { $0.words == words }) else {
            return XCTFail("there is no button \(words)", line: line)
        }
        phone.perform(button.action)
    }

    private func wait() {
        press(.homeWait)
        press(.buttonContinue)
    }

    private func shownCode() -> CodeModel? {
        for case .code(let code) in phone.screen.parts { return code }
        return nil
    }

    private func title(_ key: TextKey, line: UInt = #line) {
        XCTAssertEqual(phone.screen.title, phone.words[key], line: line)
    }

    func testFromTheWaitOverThePasteToTheCodeAndItsEnd() {
        wait()
        title(.waitingTitle)
        // No app can listen on iOS; the screen says what to do instead.
        XCTAssertTrue(phone.screen.parts.contains(.lead(phone.words[.waitingPaste])))
        XCTAssertTrue(phone.screen.keepsAwake)
        platform.clipboard.foreign = sms
        press(.homePaste)
        title(.codeTitle)
        XCTAssertEqual(shownCode()?.groups.map { $0.expose() }, ["402", "913"])
        XCTAssertEqual(shownCode()?.spoken.expose(), "4 0 2, 9 1 3")
        press(.codeCopy)
        platform.pass(181)
        title(.expiredTitle)
        XCTAssertNil(platform.clipboard.item)
        XCTAssertNil(shownCode())
    }

    func testTheCountdownRunsAndWarnsInTheEnd() {
        phone.paste(sms)
        func countdown() -> CountdownModel? {
            for case .countdown(let time) in phone.screen.parts { return time }
            return nil
        }
        XCTAssertEqual(countdown()?.share ?? 0, 1, accuracy: 0.01)
        XCTAssertEqual(countdown()?.isSoon, false)
        platform.pass(155)
        XCTAssertEqual(countdown()?.isSoon, true)
        XCTAssertTrue(countdown()?.words.contains("25") == true)
        XCTAssertEqual(CountdownModel(left: 5, total: 0, words: "", warns: true).share, 0)
        XCTAssertEqual(CountdownModel(left: 9, total: 5, words: "", warns: true).share, 1)
    }

    func testACopiedCodeStaysOnThisDeviceAndGoesWithItsEnd() {
        wait()
        phone.paste(sms)
        platform.pass(60)
        press(.codeCopy)
        let item = platform.clipboard.item
        XCTAssertEqual(item?.text.expose(), "402913")
        XCTAssertEqual(item?.isLocalOnly, true)
        let left = (item?.expires.timeIntervalSince1970 ?? 0) - Double(platform.now) / 1000
        XCTAssertEqual(left, 120, accuracy: 1)
        XCTAssertFalse(String(reflecting: item).contains("402913"))
        press(.codeUsed)
        XCTAssertNil(platform.clipboard.item)
    }

    func testWhatSomebodyElseCopiedIsLeftAlone() {
        wait()
        phone.paste(sms)
        press(.codeCopy)
        platform.clipboard.item = nil
        platform.clipboard.foreign = "a shopping list"
        press(.codeUsed)
        XCTAssertEqual(platform.clipboard.foreign, "a shopping list")
    }

    func testWhatIsRefusedIsSaidPlainlyAndTheCodeStays() {
        wait()
        phone.paste(sms)
        platform.clipboard.refuses = true
        platform.refuses = true
        press(.codeCopy)
        XCTAssertEqual(phone.screen.notice, phone.words[.problemCopy])
        press(.codeShare)
        XCTAssertEqual(phone.screen.notice, phone.words[.problemShare])
        XCTAssertNotNil(shownCode())
        phone.tell(.supportCallPressed)
        // The number stands in it, and no line breaks it.
        XCTAssertEqual(phone.screen.notice?.contains("35\u{a0}32\u{a0}32\u{a0}32"), true)
        XCTAssertEqual(platform.opened, ["tel:+4535323232"])
    }

    func testVoiceOverIsToldAfterTheScreenStandsAndNotTheTitleThatItHears() {
        wait()
        XCTAssertEqual(platform.announced, [phone.words[.waitingPaste]], "the title does not say it")
        platform.announced = []
        let phone = self.phone
        var toldBefore: [[String]] = []
        phone.changed = { [platform] in toldBefore.append(platform.announced) }
        for code in ["402913", "771902"] {
            phone.paste(sms.replacingOccurrences(of: "402913", with: code))
            XCTAssertEqual(platform.announced, [], "the title says it")
        }
        phone.paste(sms)
        XCTAssertEqual(platform.announced, [phone.words[.codeTitle]], "the screen stays, with another code")
        XCTAssertEqual(toldBefore.last, [])
    }

    func testVoiceOverBeginsAtWhatThereIsToTell() {
        XCTAssertEqual(phone.screen.landing, .title)
        phone.paste(nil)
        XCTAssertEqual(phone.screen.notice, phone.words[.problemPaste])
        XCTAssertEqual(phone.screen.landing, .notice)
        phone.paste(sms)
        XCTAssertEqual(phone.screen.landing, .title)
    }

    func testTheWindowIsCoveredWheneverOthersCouldSeeACode() {
        phone.resignActive()
        XCTAssertNil(phone.cover, "there is nothing to hide yet")
        phone.becomeActive()
        phone.paste(sms)
        XCTAssertNil(phone.cover)
        phone.resignActive()
        XCTAssertEqual(phone.cover, phone.words[.iosCover])
        phone.becomeActive()
        XCTAssertNil(phone.cover)
        phone.captured(true)
        XCTAssertNotNil(phone.cover)
        phone.captured(false)
        phone.resignActive()
        platform.pass(200)
        XCTAssertNil(phone.cover, "the code is gone")
    }

    func testACodeThatIsNotSeenIsToldAboutBeforeItsEndWithoutTheCode() {
        phone.paste(sms)
        platform.pass(30)
        phone.enterBackground()
        let note = platform.notifications[.codeSoon]
        XCTAssertEqual(note?.after ?? 0, 120, accuracy: 1)
        for (words, _) in platform.notifications.values { XCTAssertFalse(words.contains("402")) }
        phone.enterForeground()
        XCTAssertTrue(platform.notifications.isEmpty)
        platform.pass(135)
        phone.enterBackground()
        XCTAssertNil(platform.notifications[.codeSoon], "it is soon already")
    }

    func testWhatAnEarlierProcessLeftIsTakenAwayAtTheStart() {
        phone.paste(sms)
        phone.enterBackground()
        // An automation hands over another one meanwhile.
        phone.tell(WayIn.event(shared: sms.replacingOccurrences(of: "402", with: "771")))
        XCTAssertEqual(Set(platform.notifications.keys), Set(NotificationKind.allCases))
        phone = makePhone()
        XCTAssertTrue(platform.notifications.isEmpty)
    }

    func testNothingIsToldLaterWithoutACode() {
        phone.enterBackground()
        XCTAssertTrue(platform.notifications.isEmpty)
    }

    func testTheClipboardIsSpokenOfWhereItLooksLikeACodeThatIsNotOurs() {
        let hint = ScreenPart.item(phone.words[.iosPasteLikely], words: nil, isUrgent: false)
        phone.clipboardLooked(isLikely: true)
        XCTAssertTrue(phone.screen.parts.contains(hint))
        phone.paste(sms)
        phone.tell(.codeExpected)
        press(.codeCopy)
        phone.clipboardLooked(isLikely: true)
        press(.buttonHome)
        XCTAssertFalse(phone.screen.parts.contains(hint))
    }

    func testACoreThatFailsOnceIsToldAndNothingIsLost() {
        let session = FailingSession(failures: 0)
        phone = Phone(session: session, platform: platform)
        phone.start()
        phone.paste(sms)
        session.failures = 1
        phone.tell(.copyPressed)
        XCTAssertEqual(phone.screen.notice, phone.words[.problemCore])
        XCTAssertNotNil(shownCode())
        session.failures = 2
        phone.tell(.copyPressed)
        XCTAssertEqual(phone.screen.notice, phone.words[.problemCore])
        phone.tell(.codeExpected)
        press(.codeCopy)
        XCTAssertEqual(platform.clipboard.item?.text.expose(), "402913")
    }

    func testACoreThatFailsFromTheStartIsSaid() {
        phone = Phone(session: FailingSession(failures: .max), platform: platform)
        phone.start()
        title(.homeTitle)
        XCTAssertEqual(phone.screen.notice, phone.words[.problemCore])
    }

    func testTheFieldTakesTheCodeAloneAndTheWholeMessage() {
        for typed in ["402913", "G-402913", sms] {
            phone = makePhone()
            wait()
            phone.perform(.read(typed))
            XCTAssertTrue(shownCode() != nil || phone.screen.title == phone.words[.chooseTitle], typed)
        }
        phone = makePhone()
        wait()
        phone.perform(.read("  "))
        XCTAssertEqual(phone.screen.notice, phone.words[.nothingEmpty])
    }

    /// Changes what stands in the field, one text after the other.
    private func write(_ texts: [String]) {
        for (before, now) in zip([""] + texts, texts) { phone.perform(.edit(from: before, to: now)) }
    }

    func testTheCodeTappedAboveTheKeyboardIsReadAtOnce() {
        wait()
        write(["402913"])
        title(.codeTitle)
        XCTAssertEqual(shownCode()?.groups.map { $0.expose() }, ["402", "913"])
    }

    func testWhatIsTypedWaitsForTheButton() {
        wait()
        write(["4", "40", "402", "4029", "40291", "402913"])
        title(.waitingTitle)
        phone.perform(.read("402913"))
        title(.codeTitle)
    }

    func testTheWindowIsCoveredWhileSomethingStandsInTheField() {
        wait()
        write(["4", "40"])
        XCTAssertNil(phone.cover)
        phone.resignActive()
        XCTAssertEqual(phone.cover, phone.words[.iosCover])
        platform.pass(1)
        XCTAssertNotNil(phone.cover, "the field stays while the time runs")
        phone.clipboardLooked(isLikely: true)
        XCTAssertNotNil(phone.cover, "and where more is told")
        phone.becomeActive()
        write(["4", ""])
        phone.resignActive()
        XCTAssertNil(phone.cover, "the field is empty")
        phone.becomeActive()
        write(["4"])
        press(.buttonCancel)
        phone.resignActive()
        XCTAssertNil(phone.cover, "the field is gone")
    }

    func testWhatStandsInTheFieldStaysOnTheSameScreenOnly() {
        wait()
        let before = phone.screen
        phone.clipboardLooked(isLikely: true)
        XCTAssertFalse(phone.screen.fits(before))
        XCTAssertTrue(phone.screen.keepsField(of: before))
        phone.paste(sms)
        XCTAssertFalse(phone.screen.keepsField(of: before))
        XCTAssertFalse(before.keepsField(of: phone.screen))
    }

    func testTheKeyboardOpensByItselfWhileTheCodeIsWaitedForButNotUnderVoiceOver() {
        func opensKeyboard() -> Bool? {
            for case .field(_, _, let opensKeyboard) in phone.screen.parts { return opensKeyboard }
            return nil
        }
        wait()
        XCTAssertEqual(opensKeyboard(), true)
        platform.device.isVoiceOverRunning = true
        XCTAssertEqual(opensKeyboard(), false)
    }

    func testAskingForNotificationsIsOfferedOnce() {
        wait()
        press(.iosNotify)
        XCTAssertFalse(phone.screen.buttons.contains { $0.words == phone.words[.iosNotify] })
    }

    private func libraries() -> [String] {
        phone.screen.parts.compactMap {
            if case .choice(let choice) = $0 { return choice.words }
            return nil
        }
    }

    private func read(_ library: String) {
        guard let row = phone.screen.pressable.first(where: { $0.words == library }) else {
            return XCTFail("\(library) is not in the list")
        }
        phone.perform(row.action)
    }

    func testTheLicencesAreShownToWhoAsks() {
        phone.tell(.pageOpened(page: .about))
        XCTAssertEqual(libraries(), [])
        press(.aboutLicences)
        XCTAssertEqual(libraries(), ["ant", "Bee", "zebra"])
        XCTAssertTrue(phone.screen.allWords.contains(phone.words[.aboutLicencesBody]))
        XCTAssertFalse(phone.screen.parts.contains(.licence("free of charge")))
        phone.tell(.tick)
        XCTAssertEqual(libraries().count, 3, "they stay while they are read")
        phone.goBack()
        phone.tell(.pageOpened(page: .about))
        XCTAssertEqual(libraries(), [])
    }

    func testEachLicenceHasItsTextAndBackLeadsToItsPlaceInTheList() {
        phone.tell(.pageOpened(page: .about))
        press(.aboutLicences)
        read("zebra")
        XCTAssertEqual(phone.screen.title, "zebra")
        XCTAssertEqual(phone.screen.parts, [.body("MIT"), .licence("Z"), .licence("free of charge")])
        XCTAssertTrue(phone.screen.isOver)
        XCTAssertNotNil(phone.screen.back)
        phone.tell(.tick)
        XCTAssertEqual(phone.screen.title, "zebra")
        phone.goBack()
        title(.aboutTitle)
        guard let place = phone.screen.returnsTo, case .choice(let row) = phone.screen.parts[place] else {
            return XCTFail("back leads to no library")
        }
        XCTAssertEqual(row.words, "zebra")
        XCTAssertEqual(phone.screen.landing, .part(place))
        read("Bee")
        XCTAssertEqual(phone.screen.parts, [.body("MIT OR ISC"), .licence("A")])
        phone.goBack()
        phone.goBack()
        title(.homeTitle)
    }

    func testTheAppCarriesATextForEveryLibrary() throws {
        let file = repository.appendingPathComponent("ios/App/Resources/licences.txt")
        let licences = Licence.read(try String(contentsOf: file, encoding: .utf8))
        func text(_ library: String) -> String {
            licences.filter { $0.library == library }.map(\.text).joined()
        }
        XCTAssertTrue(text("rusqlite").contains("Copyright (c) 2014 The rusqlite developers"))
        XCTAssertTrue(text("rusqlite").contains("Permission is hereby granted, free of charge"))
        XCTAssertTrue(text("ring").contains("Permission to use, copy, modify, and/or distribute"))
        XCTAssertTrue(text("rust-std").contains("END OF TERMS AND CONDITIONS"))
        XCTAssertTrue(text("uniffi").contains("Mozilla Public License"))
        for licence in licences {
            XCTAssertFalse(licence.text.isEmpty || licence.name.isEmpty, licence.library)
        }
    }

    func testTheWordsFollowTheSystemUntilALanguageIsChosen() {
        platform.systemLanguage = "da-DK"
        phone = makePhone()
        XCTAssertEqual(phone.screen.language, "da")
        platform.systemLanguage = "fr"
        phone.speak()
        XCTAssertEqual(phone.screen.language, "en")
        phone.tell(.languageChosen(language: .danish))
        phone.speak()
        XCTAssertEqual(phone.screen.language, "da")
    }

    func testATimerThatIsOverdueRingsAtOnce() {
        phone.paste(sms)
        XCTAssertLessThanOrEqual(platform.timer?.after ?? 9, 1)
        platform.now += 500_000
        phone.enterForeground()
        title(.expiredTitle)
    }
}
