import Foundation
import KodebroCore
import XCTest

@testable import KodebroKit

/// What any app, shortcut or page may send.
final class WayInTests: XCTestCase {
    private func event(_ link: String, line: UInt = #line) -> Event {
        guard let url = URL(string: link) else {
            XCTFail("no URL: \(link)", line: line)
            return .tick
        }
        return WayIn.event(link: url)
    }

    private func shared(_ text: String) -> Event {
        .messageShared(text: SecretText(text))
    }

    func testALinkWaitsOrHandsAMessageOver() {
        XCTAssertEqual(event("kodebro://wait"), .waitRequested)
        XCTAssertEqual(event("KODEBRO://WAIT/?x=1"), .waitRequested)
        XCTAssertEqual(event("kodebro://code?text=Din%20kode%20er%20402913"), shared("Din kode er 402913"))
        XCTAssertEqual(event("kodebro://code?a=b&text=kode%3A%2012%26%2B%C3%A6#end"), shared("kode: 12&+æ"))
        XCTAssertEqual(event("kodebro://code/?text="), shared(""))
    }

    func testOtherLinksAreToldApart() {
        for link in [
            "kodebro://", "kodebro:wait", "kodebro://other", "kodebro://code.evil", "https://code?text=1",
        ] {
            XCTAssertEqual(event(link), .shellFailed(problem: .link), link)
        }
        for link in ["kodebro://code", "kodebro://code?", "kodebro://code?txt=1", "kodebro://code?TEXT=1"] {
            XCTAssertEqual(event(link), .shellFailed(problem: .sharedText), link)
        }
    }

    func testBrokenEscapesAreSaidAndNotGuessed() {
        for escape in ["%", "%4", "%zz", "%FF%FE", "%C3%28", "%ED%A0%80"] {
            // Where a system makes a URL of it at all, or mends it, nothing else may come of it.
            guard let url = URL(string: "kodebro://code?text=" + escape) else { continue }
            let event = WayIn.event(link: url)
            XCTAssertTrue(
                event == .shellFailed(problem: .sharedText) || event == shared(escape), escape)
        }
    }

    func testHugeTextsAreCutBeforeTheyAreCarriedFurther() {
        let huge = String(repeating: "4", count: 20_000_000)
        let combining = "e" + String(repeating: "\u{301}", count: 1_000_000)
        let link = "kodebro://code?text=" + String(repeating: "4", count: 1_000_000)
        for event in [
            WayIn.event(shared: huge), WayIn.event(pasted: huge), WayIn.event(typed: combining), event(link),
        ] {
            guard case .messageShared(let text) = event else { return XCTFail("\(event)") }
            XCTAssertLessThanOrEqual(text.expose().utf8.count, WayIn.most + 3)
        }
    }

    func testHugeAndStrangeTextsAreSaidByTheRealCore() {
        let platform = TestPlatform()
        let session = Session.open(folder: temporaryFolder().path, systemLanguage: "en", key: nil)
        let phone = Phone(session: session, platform: platform)
        phone.start()
        let huge = String(repeating: "your code is 402913 ", count: 100_000)
        phone.tell(WayIn.event(shared: huge))
        XCTAssertEqual(phone.screen.notice, phone.words[.nothingTooLong])
        for strange in ["\0\0\0", "\u{202E}319204", "\u{FFFD}", String(repeating: "%", count: 3000)] {
            phone.tell(WayIn.event(shared: strange))
            XCTAssertTrue(phone.screen.notice != nil || phone.view.screen != .home)
            phone.tell(.homePressed)
        }
        phone.tell(WayIn.event(shared: 42))
        XCTAssertEqual(phone.screen.notice, phone.words[.problemSharedText])
    }

    func testWrongTypesFromShortcutsAreSaid() {
        let wrong: [Any?] = [nil, 42, [1, 2], ["text": "402913"], Date(), Data([0xFF, 0xFE, 0x00])]
        for thing in wrong {
            XCTAssertEqual(WayIn.event(shared: thing), .shellFailed(problem: .sharedText))
        }
        XCTAssertEqual(WayIn.event(shared: Data("kode 1".utf8)), shared("kode 1"))
        XCTAssertEqual(WayIn.event(shared: NSAttributedString(string: "kode 1")), shared("kode 1"))
    }

    func testAnEmptyClipboardIsSaid() {
        for text in [nil, "", " \n\t"] {
            XCTAssertEqual(WayIn.event(pasted: text), .shellFailed(problem: .paste))
        }
    }

    func testWhatCameIntoTheFieldAtOnceIsToldFromWhatIsTyped() {
        let atOnce = [
            ("", "402913"), ("40", "402913"), ("913", "402913"), ("771902", "402913"), ("", sms),
        ]
        for (before, now) in atOnce {
            XCTAssertTrue(WayIn.cameAtOnce(now, after: before), "\(before), \(now)")
        }
        let typed = [
            ("", "4"), ("40", "402"), ("4013", "40213"), ("4013", "40813"), ("402", "40"), ("402913", ""),
            ("", ""), ("1", "11"), ("402913", "402913"), ("kode ", "kode 👩‍👩‍👧"),
        ]
        for (before, now) in typed {
            XCTAssertFalse(WayIn.cameAtOnce(now, after: before), "\(before), \(now)")
        }
    }
}
