"""A mail server that can misbehave, on the distribution's aiosmtpd: keeps what it takes in a Maildir.

An address says how its mail fares: "rcpt450", "rcpt550" (the recipient is refused), "data450", "data554" (the DATA command), "end451",
"end554" (the content), "droprcpt", "dropdata" (the connection is dropped there), "dropcontent" (after the content, which is not kept),
"dropkept" (after the content was kept, before it is answered), "slow" (kept, and answered too late). --lose N: of N mails about one is
kept and one is not kept without an answer.
"""
import argparse
import asyncio
import random
import re

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--folder", required=True)
parser.add_argument("--size", type=int, default=10_000_000)
parser.add_argument("--mail")
parser.add_argument("--after", type=int, default=0)
parser.add_argument("--lose", type=int, default=0)
parser.add_argument("--wait", type=float, default=0)
options = parser.parse_args()
mailbox = Mailbox(options.folder)
chance = random.Random(20261126)


def fate(envelope, step):
    found = re.match(rf"{step}(\w+)@", envelope.rcpt_tos[0] if envelope.rcpt_tos else "")
    return found.group(1) if found else None


class Handler:
    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if options.mail:
            return f"{options.mail} not now"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if found := re.match(r"rcpt(\d+)@", address):
            return f"{found.group(1)} no such user {address}"
        if address.startswith("droprcpt@"):
            server.transport.close()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        lot = chance.randrange(options.lose) if options.lose else -1
        if code := fate(envelope, "end"):
            return f"{code} not taken"
        if fate(envelope, "drop") == "content" or lot == 0:
            server.transport.abort()
            return "250 lost"
        await mailbox.handle_DATA(server, session, envelope)
        if fate(envelope, "drop") == "kept" or lot == 1:
            server.transport.abort()
        elif fate(envelope, "slow") is not None or envelope.rcpt_tos[0].startswith("slow@"):
            await asyncio.sleep(60)
        await asyncio.sleep(options.wait)
        return "250 OK"


class Server(SMTP):
    taken = 0

    async def smtp_MAIL(self, arg):
        if options.after and self.taken >= options.after:
            await self.push("421 enough for one connection")
            self.transport.close()
            return
        self.taken += 1
        await super().smtp_MAIL(arg)

    async def smtp_DATA(self, arg):
        if code := fate(self.envelope, "data"):
            await self.push(f"{code} not now")
        elif fate(self.envelope, "drop") == "data":
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


async def main():
    handler = Handler()
    server = await asyncio.get_running_loop().create_server(
        lambda: Server(handler, data_size_limit=options.size, hostname="mail.test"), "127.0.0.1", options.port)
    await server.serve_forever()


asyncio.run(main())
