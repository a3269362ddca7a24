"""The stand-in as an OpenCPS v2 site (wire B): forms in, entities out, and a process of steps with actions.

Strict where the contract is, and with its traps: 203 for who is not logged in, 403 for every exception, 405 for an
action the present step does not offer, a create repeated that moves the dates, a publish repeated that changes nothing.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from app.domain.events import VIETNAM
from sync.sandbox.books import RECORD, Books
from sync.sandbox.desk import Directory, Style
from sync.sandbox.faults import Faults
from sync.sandbox.front import Account, Front

ROOT = "/o/rest/v2"


class OpenCpsStyle(Style, frozen=True, kw_only=True):
    """In which dress this site answers."""

    number: Literal["create", "received", "never"] = "create"
    """When a dossier that came without a number gets one: at once, with the first action, or never."""
    missing: Literal["204", "403", "404"] = "204"
    refused: Literal["203", "401"] = "203"
    """How it says that nobody is logged in."""
    last: bool = True
    """The detail shows the last action."""
    page: int = 0
    """How many services one answer lists unless it is asked for more; 0: all."""
    entity: bool = False
    """Times as the bare entity has them, in milliseconds, instead of text."""


class Offer(msgspec.Struct, frozen=True):
    """An action of the process: from which statuses, and to which ("": it moves nothing)."""

    name: str
    start: frozenset[str]
    end: str = ""


_OPEN = frozenset({"", "new", "receiving", "processing", "waiting", "cancelling", "releasing"})

PROCESS = {
    "1000": Offer("Tiếp nhận", frozenset({"", "new"}), "receiving"),
    "1100": Offer("Chuyển xử lý", frozenset({"receiving"}), "processing"),
    "1200": Offer("Yêu cầu bổ sung", frozenset({"receiving", "processing"}), "waiting"),
    "1300": Offer("Đã bổ sung", frozenset({"waiting"}), "processing"),
    "1400": Offer("Từ chối", frozenset({"", "new", "receiving"}), "denied"),
    "1500": Offer("Công dân xin rút", frozenset({"", "new", "receiving", "processing", "waiting"}), "cancelling"),
    "1600": Offer("Cho rút", frozenset({"cancelling"}), "cancelled"),
    "1700": Offer("Dừng", frozenset({"", "new", "receiving", "processing", "waiting"}), "cancelled"),
    "1800": Offer("Yêu cầu thanh toán", frozenset({"receiving", "processing"}), "processing"),
    "1900": Offer("Ghi nhận tiền", _OPEN),
    "2000": Offer("Có kết quả", frozenset({"receiving", "processing", "releasing"}), "releasing"),
    "2100": Offer("Trả kết quả", frozenset({"releasing"}), "done"),
    "2200": Offer("Hẹn lại", _OPEN),
    "2300": Offer("Ghi chú", _OPEN),
}
"""This site's own process; every agency configures another (wire B.2)."""

ACTIONS = {
    "received": "1000",
    "handed_to_agency": "1100",
    "agency_accepted": "2300",
    "agency_returned": "2300",
    "supplement_asked": "1200",
    "supplemented": "1300",
    "refused": "1400",
    "withdrawal_asked": "1500",
    "withdrawn": "1600",
    "stopped": "1700",
    "voided": "1700",
    "fee_asked": "1800",
    "fee_collected": "1900",
    "fee_refunded": "1900",
    "result_arrived": "2000",
    "handed_back": "2100",
    "rescheduled": "2200",
    "corrected": "2300",
}
"""What a profile says for this site under [server.actions]."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEEDED = ("serviceCode", "govAgencyCode", "dossierTemplateNo", "originality")
_CREATE = _names(
    "referenceUid serviceCode govAgencyCode dossierTemplateNo originality applicantName applicantIdType applicantIdNo "
    "applicantIdDate address cityCode districtCode wardCode contactName contactTelNo contactEmail isSameAsApplicant "
    "delegateName delegateIdNo delegateTelNo delegateEmail delegateAddress delegateCityCode delegateDistrictCode "
    "delegateWardCode viaPostal postalAddress postalCityCode postalDistrictCode postalWardCode postalTelNo "
    "postalServiceCode postalServiceName vnpostalStatus vnpostalProfile fromViaPostal applicantNote briefNote "
    "dossierName sampleCount password dossierNo metaData dossierMarkArr dossierFileArr payment systemId receiveDate "
    "dueDate documentNo documentDate"
)
_PUBLISH = _CREATE | _names(
    "govAgencyName serviceName createDate modifiedDate submitDate releaseDate finishDate cancellingDate "
    "correcttingDate endorsementDate extendDate processDate dossierStatus dossierStatusText dossierSubStatus "
    "dossierSubStatusText dossierActionId submissionNote lockState processNo durationCount durationUnit"
)
_ACT = _names("actionCode actionUser actionNote payload assignUsers payment createDossiers dueDate")
_MARK = _names("fileMark fileCheck fileComment recordCount")
_PAY = _names(
    "referenceUid paymentFee paymentAmount advanceAmount feeAmount serviceAmount shipAmount paymentNote paymentMethod "
    "paymentStatus confirmNote invoiceNo"
)
_NUMBERS = _names(
    "originality viaPostal sampleCount receiveDate dueDate fileMark fileCheck recordCount paymentAmount advanceAmount "
    "feeAmount serviceAmount shipAmount paymentStatus submitDate releaseDate finishDate"
)
_DATES = ("submitDate", "receiveDate", "dueDate", "processDate", "releaseDate", "finishDate")
_FINISHED = frozenset({"done", "denied", "unresolved", "cancelled"})


class _Refusal(Exception):
    """A status and what stands under "description"."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


class OpenCpsDesk(Front):
    """One site. A dossier with its marks, its payment and its actions is one record in the books, under referenceUid;
    each accepted call appends a version."""

    def __init__(
        self, books: Books, directory: Directory, faults: Faults, style: Style, account: Account, skew: float = 0.0
    ) -> None:
        routes = [Route(ROOT + "/{path:path}", self._call, methods=["GET", "POST", "PUT"])]
        super().__init__(books, faults, account, skew, routes)
        self.style = style if isinstance(style, OpenCpsStyle) else OpenCpsStyle()
        self.directory = directory
        self._out = False

    def expire(self) -> None:
        """The next call meets a server that has forgotten the log-in."""
        self._out = True

    # -------------------------------------------------------------------------------------- a call

    async def _call(self, request: Request) -> Response:
        try:
            raw = await request.body()
        except ClientDisconnect:
            # The line was cut while the request came: nobody is there to be answered.
            return Response(status_code=400)
        parts = request.path_params["path"].split("/")
        form = dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
        service, uid = self._subject(request.method, parts, form)
        return self.serve(service, uid, lambda: self._served(request, service, parts, uid, form))

    def _subject(self, method: str, parts: list[str], form: Mapping[str, str]) -> tuple[str, str]:
        """The service and the dossier's referenceUid."""
        match method, parts:
            case "GET", ["users", "login"]:
                return "who", ""
            case "GET", ["dossiertemplates", _, "parts"]:
                return "parts", ""
            case "GET", ["serviceinfos"]:
                return "services", ""
            case "GET", ["serviceinfos", _]:
                return "service", ""
            case "POST", ["dossiers"]:
                return "create", form.get("referenceUid", "")
            case "POST", ["dossiers", "publish"]:
                return "publish", form.get("referenceUid", "")
            case "GET", ["dossiers", uid]:
                return "look", uid
            case "POST", ["dossiers", number, "actions"]:
                return "action", self._uid(number)
            case "POST", ["dossiers", number, "marks", _]:
                return "marks", self._uid(number)
            case "GET", ["dossiers", number, "payment"]:
                return "payment look", self._uid(number)
            case (("POST" | "PUT"), ["dossiers", number, "payment"]):
                return "payment", self._uid(number)
            case _:
                return "", ""

    def _uid(self, number: str) -> str:
        return next((uid for uid in self.books.codes() if str(_number_of(uid)) == number), "")

    def _served(self, request: Request, service: str, parts: list[str], uid: str, form: dict[str, str]) -> Response:
        if self._out or not self._known(request):
            self._out = False
            return self.unauthorised()
        try:
            if request.headers.get("groupId", "0") == "0":
                raise _Refusal(403, "NoSuchServiceConfigException: groupId 0")
            if request.method != "GET" and not request.headers.get("Content-Type", "").startswith(
                "application/x-www-form-urlencoded"
            ):
                raise _Refusal(403, "serviceCode: bắt buộc")
            works: dict[str, Callable[[], Any]] = {
                "who": lambda: [{"email": "", "role": "employee", "deactiveAccountFlag": 0}],
                "parts": lambda: self._parts(parts[1]),
                "services": lambda: self._services(request.query_params),
                "service": lambda: self._service(parts[1]),
                "create": lambda: self._create(form),
                "publish": lambda: self._publish(form),
                "look": lambda: self._detail(self._found(uid)),
                "action": lambda: self._act(self._found(uid), form),
                "marks": lambda: self._mark(self._found(uid), parts[3], form),
                "payment look": lambda: self._found(uid)["payment"],
                "payment": lambda: self._pay(self._found(uid), form, request.method),
            }
            if service not in works:
                raise _Refusal(404, "not found!")
            content = works[service]()
        except _Refusal as refusal:
            return self._refused(refusal)
        return self.answer(b"", 204) if content is None else self.plain_json(content)

    def _refused(self, refusal: _Refusal) -> Response:
        if refusal.status == 204:
            return self.answer(b"", 204)
        if refusal.status == 405:
            return self.plain_json({"actionCode": refusal.text}, 405)
        body = {"message": "No Content.", "code": refusal.status, "description": refusal.text}
        return self.plain_json(body, refusal.status)

    def _known(self, request: Request) -> bool:
        kind, _, value = request.headers.get("Authorization", "").partition(" ")
        try:
            name, _, secret = base64.b64decode(value, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        account = self.account
        named = bool(name) and account.username in {"", name}
        return kind == "Basic" and named and account.secret in {"", secret}

    # ---------------------------------------------------------------------------------- the dossier

    def _found(self, uid: str) -> dict[str, Any]:
        record = self.books.record(uid)
        if record is None:
            text = "NoSuchDossierException: No Dossier exists" if self.style.missing == "403" else "not found!"
            raise _Refusal(int(self.style.missing), text)
        return record

    def _services(self, asked: Mapping[str, str]) -> dict[str, Any]:
        rows = [{"serviceCode": one["MATTHC"], "serviceName": one["TENTTHC"]} for one in self.directory.list()]
        most = self.style.page or len(rows)
        start, end = int(asked.get("start", 0)), int(asked.get("end", 0)) or most
        return {"total": len(rows), "data": rows[start:end]}

    def _service(self, code: str) -> dict[str, str] | None:
        found = self.directory.procedure(code)
        return None if found is None else {"serviceCode": found["MATTHC"], "serviceName": found["TENTTHC"]}

    def _keep(self, record: dict[str, Any], *, created: bool = False) -> None:
        self.books.keep(RECORD, [(record["referenceUid"], created, record)])

    def _create(self, form: dict[str, str]) -> dict[str, Any]:
        self._checked(form, _CREATE, *_NEEDED, "applicantName")
        self._template(form)
        uid = form.get("referenceUid") or f"server-{len(self.books.codes()) + 1}"
        now = self._millis()
        record = {
            **self._fresh(uid),
            **(self.books.record(uid) or {}),
            **form,
            # A create repeated reuses the row and moves its dates (wire B.3).
            "submitDate": now,
            "receiveDate": now,
            "dueDate": now + int(timedelta(days=3).total_seconds() * 1000),
        }
        if self.style.number == "create":
            self._number(record)
        self._keep(record, created=True)
        return self._detail(record)

    def _publish(self, form: dict[str, str]) -> dict[str, Any]:
        self._checked(form, _PUBLISH, *_NEEDED[:3], "referenceUid")
        self._template(form)
        uid = form["referenceUid"]
        held = self.books.record(uid)
        if held is not None:
            return self._detail(held)
        dates = {name: int(form[name]) if name in form else None for name in _DATES}
        record = {**self._fresh(uid), **form, **dates}
        self._keep(record, created=True)
        return self._detail(record)

    def _fresh(self, uid: str) -> dict[str, Any]:
        return {
            "referenceUid": uid,
            "dossierId": _number_of(uid),
            "dossierNo": "",
            "dossierStatus": "",
            **dict.fromkeys(_DATES),
            "actions": [],
            "marks": {},
            "payment": None,
            "payments": [],
        }

    def _template(self, form: dict[str, str]) -> None:
        if not self.directory.procedure(form["serviceCode"]):
            raise _Refusal(403, f"NoSuchServiceInfoException: {form['serviceCode']}")

    def _parts(self, template: str) -> dict[str, Any]:
        procedure = self.directory.procedure(template) or {}
        papers = [paper for case in procedure.get("THANHPHANHOSO", ()) for paper in case["GIAYTO"]]
        data = [
            {"partNo": f"TP{at:02d}", "partName": paper["TENGIAYTO"], "partType": 1}
            for at, paper in enumerate(papers, 1)
        ]
        return {"total": len(data), "data": data}

    def _number(self, record: dict[str, Any]) -> None:
        if not record["dossierNo"]:
            day = self.now().astimezone(VIETNAM)
            record["dossierNo"] = f"H99.7-{day:%y%m%d}-{len(self.books.codes()) + 1:04d}"

    def _detail(self, record: dict[str, Any]) -> dict[str, Any]:
        """DossierDetailModel as far as a counter reads it."""
        shown = {
            name: value for name, value in record.items() if name not in {"actions", "marks", "payment", "payments"}
        }
        for name in _DATES:
            shown[name] = record[name] if self.style.entity else _text(record[name])
        if record["actions"] and self.style.last:
            last = record["actions"][-1]
            shown |= {
                "lastActionCode": last["actionCode"],
                "lastActionNote": last.get("actionNote", ""),
                "lastActionUser": last.get("actionUser", "").upper(),
                "dossierActionId": len(record["actions"]),
            }
        return shown

    # --------------------------------------------------------------- what is done with the dossier

    def _act(self, record: dict[str, Any], form: dict[str, str]) -> dict[str, Any]:
        self._checked(form, _ACT, "actionCode")
        offer = PROCESS.get(form["actionCode"])
        if offer is None or record["dossierStatus"] not in offer.start:
            raise _Refusal(405, f"Không có thao tác {form['actionCode']} ở bước này")
        now = self._millis()
        moved = {**record, "actions": [*record["actions"], form]}
        if offer.end:
            moved["dossierStatus"] = offer.end
        if offer.end in {"releasing", "unresolved", "cancelled"} or offer.end in _FINISHED:
            moved["releaseDate"] = record["releaseDate"] or now
        if offer.end in _FINISHED:
            moved["finishDate"] = now
        if offer.end in {"processing", "waiting"}:
            moved |= {"releaseDate": None, "finishDate": None}
        if "dueDate" in form:
            moved["dueDate"] = int(form["dueDate"])
        if "payment" in form:
            asked = msgspec.json.decode(form["payment"], type=dict[str, int])
            asked.pop("requestPayment", None)
            moved["payment"] = {**(record["payment"] or {}), **{name: str(value) for name, value in asked.items()}}
        if self.style.number == "received":
            self._number(moved)
        self._keep(moved)
        return {"dossierActionId": len(moved["actions"]), "dossierId": record["dossierId"], "fromStepCode": ""}

    def _mark(self, record: dict[str, Any], part: str, form: dict[str, str]) -> dict[str, Any]:
        self._checked(form, _MARK, "recordCount")
        known = {one["partNo"] for one in self._parts(record["dossierTemplateNo"])["data"]}
        if part not in known:
            raise _Refusal(403, f"NoSuchDossierPartException: {part}")
        if record["marks"].get(part) != form:
            self._keep({**record, "marks": {**record["marks"], part: form}})
        return {"dossierMarkId": len(record["marks"]) + 1, **form}

    def _pay(self, record: dict[str, Any], form: dict[str, str], method: str) -> dict[str, Any]:
        self._checked(form, _PAY, "referenceUid")
        if method == "PUT" and record["payment"] is None:
            raise _Refusal(403, "null")
        paid = {**(record["payment"] or {}), **form}
        self._keep({**record, "payment": paid, "payments": [*record["payments"], form]})
        return paid

    def _checked(self, form: dict[str, str], known: frozenset[str], *needed: str) -> None:
        for name in form:
            if name not in known:
                raise _Refusal(403, f"{name}: trường không có trong đặc tả")
        for name in needed:
            if not form.get(name):
                raise _Refusal(403, f"{name}: bắt buộc")
        for name in form.keys() & _NUMBERS:
            if not form[name].isascii() or not form[name].isdigit():
                raise _Refusal(403, f"{name}: phải là số")

    def _millis(self) -> int:
        return int(self.now().timestamp() * 1000)

    # ------------------------------------------------------------------------------------- dresses

    def unauthorised(self) -> Response:
        if self.style.refused == "401":
            body = {"message": "Unauthorized.", "code": 203, "description": "Unauthorized."}
            return self.plain_json(body, 401)
        text = "Non-Authoritative Information."
        return self.plain_json({"message": text, "code": 203, "description": text}, 203)

    def forbidden(self) -> Response:
        return self._refused(_Refusal(403, "Không có quyền"))

    def look_up_failed(self) -> Response:
        return self._refused(_Refusal(403, "ORMException: could not execute query"))


def _number_of(uid: str) -> int:
    """The row's number, the same after a restart and never that of another dossier."""
    return int(uid.replace("-", "")[-13:], 16) if uid.count("-") == 4 else 1 + sum(uid.encode())


def _text(millis: int | None) -> str:
    if millis is None:
        return ""
    return datetime.fromtimestamp(millis / 1000, UTC).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
