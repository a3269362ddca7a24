"""Invented people of Lai Châu and what they bring to the counter: the same ones for the same seed, none of them real.

Names follow how the peoples of the province are named (Thái, Mông, Dao, Hà Nhì, La Hủ, Giáy, Kinh), the commonest as
common as they are there, so that a search for "lo van" or "giang a" finds thousands.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.domain import places
from app.domain.catalogue import Catalogue, Procedure
from app.domain.events import DeliveryKind, Person, ResultDelivery, Sex, Submitter
from app.domain.intake import Draft

_THAI = ("Lò", "Lò", "Lò", "Vàng", "Tòng", "Quàng", "Lường", "Hoàng", "Điêu", "Đèo", "Cà", "Khoàng", "Mào", "Nông")
_MONG = ("Giàng", "Giàng", "Vàng", "Sùng", "Thào", "Hạng", "Lý", "Mùa", "Cứ", "Sình", "Chang", "Ma")
_DAO = ("Tẩn", "Tẩn", "Chẻo", "Phàn", "Lý", "Vàng", "Triệu", "Bàn")
_HA_NHI = ("Ly", "Pờ", "Chang", "Lỳ", "Vù", "Phùng", "Mạ", "Sừng", "Khoàng", "Toán")
_LA_HU = ("Vàng", "Phàn", "Giàng", "Pờ", "Ly", "Thàng", "Lỳ")
_GIAY = ("Vàng", "Lù", "Lý", "Lùng", "Hoàng", "Sần", "Tẩn", "Phan")
_KINH = (
    *("Nguyễn",) * 8, *("Trần",) * 3, *("Phạm",) * 2, "Lê", "Lê", "Đỗ", "Bùi", "Đặng", "Vũ", "Hoàng", "Dương", "Ngô",
)  # fmt: skip
_GIVEN_MEN = (
    "Ín", "Inh", "Panh", "Pâng", "Phóng", "Thương", "Hặc", "Hịa", "Muôn", "Ngoan", "Sơn", "Thành", "Dũng", "Tuấn",
    "Hải", "Hùng", "Nam", "Long", "Quý", "Chính", "Thắng", "Khánh", "Tiến", "Đức", "Thông", "Biên", "Pản", "Toản",
    "Xuân", "Yên",
)  # fmt: skip
_GIVEN_WOMEN = (
    "Dung", "Hương", "Ngân", "Thiêm", "Pâng", "Ỏm", "Ún", "Yến", "Lan", "Hoa", "Phương", "Thủy", "Nhung", "Xuyến",
    "Mai", "Hiền", "Thơm", "Liên", "Chiến", "Pọm", "Diên", "Hoan", "Nguyệt", "Ánh", "Bích", "Duyên", "Thu",
    "Trang", "Ngọc", "Ỷ",
)  # fmt: skip
_GIVEN_MONG = (
    "Dơ", "Páo", "Sính", "Chư", "Lầu", "Tủa", "Sử", "Dế", "Nhà", "Chu", "Phừ", "Sàng", "Vừ", "Tính", "Dình", "Súa",
    "Mỷ", "Chía", "Dợ", "Sùng", "Gấu", "Máy", "Của", "Xua", "Pàng",
)  # fmt: skip
_SYLLABLES = (
    "Hừ", "Lòng", "Gió", "Xè", "Mé", "Phì", "Xú", "Chừ", "Lụ", "Mò", "Pư", "Xa", "Go", "Nu", "Sơ", "Hà", "Ché",
    "Ma", "Xó", "Pỏ", "Lò", "Bơ", "Mẩy", "Tả", "Dào", "San", "Mìn", "Phẩy", "U", "Sài",
)  # fmt: skip
_MIDDLE_KINH = ("Thị", "Văn", "Đức", "Minh", "Thu", "Thanh", "Quang", "Ngọc", "Hữu", "Thị Thu", "Thị Ngọc")
_VILLAGES = (
    "Nậm Củm", "Nà Hừ", "Huổi Sú", "Pa Vây", "Mù Phìn", "Sì Choang", "Tả Phình", "Nậm Pặm", "Phiêng Ban",
    "Nà Khiết", "Hua Nậm", "Pắc Ma", "Thèn Thầu", "Séo Lèng", "Lùng Thàng", "Chiềng Chăn", "Noong Hẻo", "Tìa Tê",
    "Làng Mô", "Mường Mô",
)  # fmt: skip
_MOBILE = ("032", "033", "035", "036", "037", "038", "039", "086", "088", "091", "094", "096", "097", "098")
_NOTES = ("", "", "", "", "", "", "", "", "Hẹn gọi điện trước khi trả", "Cần kết quả trước ngày nhập học")


class Invented:
    """An endless crowd. Two with the same seed and the same catalogue bring the same drafts in the same order."""

    def __init__(self, catalogue: Catalogue, seed: int = 20261123) -> None:
        self._dice = random.Random(seed)
        self._communes = [(commune.code, commune.name) for commune in places.communes(places.LAI_CHAU)]
        self._matters = matters(catalogue)
        weights = {code: 40 - 3 * place for place, code in enumerate(catalogue.common)}
        self._weights = [max(1, weights.get(procedure.code, 1)) for procedure, _ in self._matters]

    def person(self) -> Person:
        """A citizen with everything a card says."""
        dice = self._dice
        woman = dice.random() < 0.5
        born = date(1945, 1, 1) + timedelta(days=dice.randrange(22_000))
        commune, name = dice.choice(self._communes)
        return Person(
            id_number=self._identity(born, woman),
            full_name=self.name(woman),
            date_of_birth=born,
            sex=Sex.FEMALE if woman else Sex.MALE,
            phone=f"{dice.choice(_MOBILE)}{dice.randrange(10_000_000):07d}" if dice.random() < 0.9 else "",
            address=f"Bản {dice.choice(_VILLAGES)}, {name}, Lai Châu",
            commune_code=commune,
        )

    def name(self, woman: bool) -> str:
        dice = self._dice
        people = dice.choices((_THAI, _MONG, _KINH, _DAO, _HA_NHI, _LA_HU, _GIAY), (32, 22, 16, 13, 7, 5, 5))[0]
        family = dice.choice(people)
        given = dice.choice(_GIVEN_WOMEN if woman else _GIVEN_MEN)
        if people is _MONG:
            return f"{family} {'Thị' if woman else 'A'} {dice.choice(_GIVEN_MONG)}"
        if people is _KINH:
            return f"{family} {'Thị' if woman and dice.random() < 0.7 else dice.choice(_MIDDLE_KINH)} {given}"
        if people in (_DAO, _HA_NHI, _LA_HU):
            middle = dice.choice(_SYLLABLES) if people is not _DAO else ("Mẩy" if woman else "A")
            return f"{family} {middle} {dice.choice(_SYLLABLES)}"
        return f"{family} {'Thị' if woman else 'Văn'} {given}"

    def _identity(self, born: date, woman: bool) -> str:
        """A number of the citizen card's form: province 012, century and sex, year (domain.md: Đ13 NĐ 70/2024)."""
        century = (born.year - 1900) // 100 * 2 + int(woman)
        return f"012{century}{born:%y}{self._dice.randrange(1_000_000):06d}"

    def draft(self, received_at: datetime | None = None) -> Draft:
        """Somebody with complete papers; one in twelve sends another, one in seven wants the result by post."""
        dice = self._dice
        procedure, case = dice.choices(self._matters, self._weights)[0]
        applicant = self.person()
        delivery = ResultDelivery()
        if procedure.rules.result_by_post and dice.random() < 1 / 7:
            delivery = ResultDelivery(
                kind=DeliveryKind.POST,
                name=applicant.full_name,
                phone=applicant.phone,
                address=applicant.address,
                commune_code=applicant.commune_code,
            )
        submitter = None
        if dice.random() < 1 / 12:
            other = self.person()
            submitter = Submitter(**{key: getattr(other, key) for key in other.__struct_fields__})
        return Draft(
            procedure=procedure.code,
            case=case or None,
            channel=1,
            applicant=applicant,
            submitter=submitter,
            result_delivery=delivery,
            note=dice.choice(_NOTES),
            received_at=received_at,
        )


def matters(catalogue: Catalogue) -> Sequence[tuple[Procedure, str]]:
    """What a commune's counter takes directly: each curated procedure in each of its cases that channel 1 offers."""
    return [
        (procedure, case)
        for procedure in catalogue
        for case in ([one.key for one in procedure.cases] or [""])
        if procedure.offer(1, case) is not None
    ]
