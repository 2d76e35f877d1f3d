"""Prints what the readers beside this file reported as one table, and whether each bar is met.

Usage: python3 table.py FOLDER, with FOLDER/SET.jsonl (the messages of a set) and FOLDER/SET.READER.json
(what one reader reported of it). The reader called kodebro is compared with the quickest other one.
"""

import json
import pathlib
import sys

TIMES_AS_FAST = 5
WORST_OVER_MEDIAN = 20

OURS = "kodebro"


def row(cells):
    print("  ".join([cells[0].ljust(32)] + [cell.rjust(15) for cell in cells[1:]]))


def reports_of(folder, name):
    reports = [json.loads(path.read_text()) for path in sorted(folder.glob(f"{name}.*.json"))]
    return sorted(reports, key=lambda report: report["ns_per_message"])


def verdict(text, met):
    print(f"  {'met' if met else 'NOT MET':8}{text}")


def show(folder, messages):
    name = messages.stem
    with messages.open(encoding="utf-8") as lines:
        size = sum(len(json.loads(line)["text"].encode()) for line in lines)
    reports = reports_of(folder, name)
    ours = next(report for report in reports if report["name"] == OURS)
    count = ours["messages"]
    print(f"\n{name}: {count} messages, {size / count:.0f} bytes each")
    row(["reader", "ns a message", "MB a second", "worst/median", "peak memory kB", "times ours"])
    for report in reports:
        time = max(report["ns_per_message"], 1)
        row(
            [
                report["name"],
                f"{time:,.0f}",
                f"{size / count / time * 1000:,.1f}",
                f"{report['worst_over_median_for_length']}" if report is ours else "-",
                f"{report['peak_memory_kb']:,}",
                f"{time / ours['ns_per_message']:.1f}",
            ]
        )
    others = [report for report in reports if report is not ours]
    ratio = others[0]["ns_per_message"] / ours["ns_per_message"]
    verdict(
        f"{TIMES_AS_FAST} times as fast as {others[0]['name']}, the quickest other one: {ratio:.1f} times",
        ratio >= TIMES_AS_FAST,
    )
    worst = ours["worst_over_median_for_length"]
    verdict(
        f"no message above {WORST_OVER_MEDIAN} times the median for its length: {worst} times",
        worst <= WORST_OVER_MEDIAN,
    )


folder = pathlib.Path(sys.argv[1])
for messages in sorted(folder.glob("*.jsonl")):
    show(folder, messages)
