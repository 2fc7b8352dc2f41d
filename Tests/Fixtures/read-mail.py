#!/usr/bin/env python3
"""read-mail.py FILE: what Python's own reader of mails finds in it, as JSON."""
import email
import email.policy
import hashlib
import json
import sys

with open(sys.argv[1], "rb") as file:
    message = email.message_from_binary_file(file, policy=email.policy.default)
body = message.get_body()
print(json.dumps({
    "from": message["from"], "to": message["to"], "replyTo": message["reply-to"],
    "subject": message["subject"], "date": message["date"].datetime.isoformat(),
    "id": message["message-id"], "body": body.get_content().replace("\r\n", "\n"),
    "defects": [str(defect) for part in message.walk() for defect in part.defects],
    "parts": [{
        "name": part.get_filename(), "type": part.get_content_type(),
        "digest": hashlib.sha256(part.get_payload(decode=True)).hexdigest(),
    } for part in message.iter_attachments()],
}))
