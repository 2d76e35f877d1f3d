"""Times a peer from PyPI on a file of messages; prints the same JSON as files.rs.

Usage: python python.py FILE, in an environment that has otp-message-extractor.
"""

import json
import resource
import sys
import time

from otp_message_extractor import extract_otp

ROUNDS = 9
# As the others: see node.cjs.
WARM_UP_SECONDS = 1

with open(sys.argv[1], encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file if line.strip()]
begun = time.perf_counter()
while time.perf_counter() - begun < WARM_UP_SECONDS:
    for text in texts:
        extract_otp(text)
rounds = []
for _ in range(ROUNDS):
    begun = time.perf_counter_ns()
    for text in texts:
        extract_otp(text)
    rounds.append((time.perf_counter_ns() - begun) / len(texts))
print(
    json.dumps(
        {
            "name": "otp-message-extractor",
            "messages": len(texts),
            "ns_per_message": round(sorted(rounds)[ROUNDS // 2]),
            "peak_memory_kb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
        }
    )
)
