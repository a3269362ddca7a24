"""The invented people of the tour."""

from __future__ import annotations

from typing import NamedTuple


class Citizen(NamedTuple):
    """Somebody at the counter. `born` and `issued` as the card's QR writes them: ddMMyyyy."""

    number: str
    name: str
    born: str
    sex: str
    address: str
    phone: str = ""
    issued: str = "20082022"

    @property
    def card(self) -> str:
        """What a scanner reads from the card."""
        return f"{self.number}||{self.name}|{self.born}|{self.sex}|{self.address}|{self.issued}"


SUA = Citizen("012190005678", "Giàng Thị Sua", "15031990", "Nữ", "Bản Nậm Củm, Mường Tè, Lai Châu", "0912345678")
NGAN = Citizen("012187006543", "Lường Thị Ngần", "04091987", "Nữ", "Bản Giẳng, Bum Nưa, Lai Châu", "0987112233")
HU = Citizen("012085003322", "Pờ Lò Hừ", "19051985", "Nam", "Bản Bó, Thu Lũm, Lai Châu", "0968445566")
SANG = Citizen("012078004411", "Chang Văn Sáng", "02011978", "Nam", "Bản Nậm Hản, Mù Cả, Lai Châu", "0359778899")
SU = Citizen("012092007788", "Vàng Mí Sử", "30061992", "Nam", "Bản Pa Thắng, Thu Lũm, Lai Châu", "0382113344")
CHU = Citizen("012069009911", "Hoàng Văn Chủ", "11111969", "Nam", "Bản Mường Nhé, Bum Tở, Lai Châu", "0977665544")
PAO = Citizen("012088005432", "Giàng A Páo", "07071988", "Nam", "Bản Nậm Củm, Mường Tè, Lai Châu", "0913998877")
VANG = Citizen("012095001199", "Lù Seo Vảng", "25121995", "Nam", "Bản Phìn Khò, Bum Tở, Lai Châu")
