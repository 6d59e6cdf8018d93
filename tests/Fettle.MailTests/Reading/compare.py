"""Reads one JSON object a line (what Fettle understood), and the files named as arguments with Python's own parser.

Prints a line for every difference: file name, field, Python's value, Fettle's value, with tabs between.
"""
import datetime
import email
import email.policy
import json
import os
import re
import sys


def flat(text):
    return re.sub(r"\s+", " ", text or "").strip()


def attempt(read):
    # Python gives up on some headers; then it has no opinion.
    try:
        return read()
    except Exception as error:  # noqa: BLE001
        return f"error: {type(error).__name__}"


def addresses(message, name):
    return [(a.display_name or None, a.addr_spec) for a in message[name].addresses] if message[name] else []


def body(message, kind):
    part = message.get_body((kind,))
    return None if part is None else flat(part.get_content())


def date(message):
    value = message["date"].datetime if message["date"] else None
    return value.replace(tzinfo=datetime.timezone.utc) if value is not None and value.tzinfo is None else value


def attachments(message):
    return [(p.get_filename(), p.get_content_type()) for p in message.iter_attachments()] if message.is_multipart() else []


for file, line in zip(sys.argv[1:], sys.stdin.buffer):
    ours = json.loads(line)
    with open(file, "rb") as source:
        message = email.message_from_binary_file(source, policy=email.policy.default)
    pair = lambda a: (a["name"], a["address"])  # noqa: E731
    compared = [
        ("subject", attempt(lambda: flat(message["subject"] and str(message["subject"]))), flat(ours["subject"])),
        ("from", attempt(lambda: addresses(message, "from")[:1]), [pair(ours["from"])] if ours["from"] else []),
        ("to", attempt(lambda: addresses(message, "to")), [pair(a) for a in ours["to"]]),
        ("cc", attempt(lambda: addresses(message, "cc")), [pair(a) for a in ours["cc"]]),
        ("date", attempt(lambda: date(message)), datetime.datetime.fromisoformat(ours["date"]) if ours["date"] else None),
        ("messageId", attempt(lambda: flat(message["message-id"] and str(message["message-id"]))), flat(ours["messageId"])),
        ("attachments", attempt(lambda: attachments(message)), [(a["name"], a["type"]) for a in ours["attachments"]]),
    ]
    for kind, key in (("plain", "text"), ("html", "html")):
        theirs = attempt(lambda kind=kind: body(message, kind))
        if theirs is not None:
            compared.append((key, theirs, flat(ours[key])))
    for field, theirs, mine in compared:
        if theirs != mine and (theirs or mine):
            print(os.path.basename(file), field, ascii(theirs)[:200], ascii(mine)[:200], sep="\t")
