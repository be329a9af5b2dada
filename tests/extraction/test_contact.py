# ruff: noqa: E501 - a table of sentences reads best with one sentence a line.
"""Phone, address and e-mail under many labels, as printed."""

from __future__ import annotations

import pytest

from assistant.extraction.contact import contact


@pytest.mark.parametrize(
    ("text", "phone", "address", "email"),
    [
        ("联系电话：0511-6123456；邮政信箱：清河市人民医院党政办；电子邮箱：qhrm@126.com。", "0511-6123456", "清河市人民医院党政办", "qhrm@126.com"),
        ("联系方式：电话 028-83630000；邮政地址：清河区中山路 9 号；电子邮箱 1234@qq.com。", "028-83630000", "清河区中山路 9 号", "1234@qq.com"),
        ("监督电话0519-0088126，或来函至江南省清河区景行路8号党政办。", "0519-0088126", "江南省清河区景行路8号党政办", None),
        ("电话：（0698）8812765；来信请寄：清河市翠屏路66号（邮编245900）。", "（0698）8812765", "清河市翠屏路66号", None),
        ("联系電话：0743 － 0188635；邮箱：a_b＠example.com ；地址:清河县沿江路５６号。", "0743 － 0188635", "清河县沿江路５６号", "a_b＠example.com"),
        ("联系电话：3221100；欢迎监督。", "3221100", None, None),
        (
            "监督电话：0877-5520316；来信请寄：云溪县人民医院党委办公室。\n上一篇：义诊通知\n版权所有：云溪县人民医院 地址：云溪县文昌路2号 急诊电话：0877-5520120",
            "0877-5520316", "云溪县人民医院党委办公室", None,
        ),
        ("欢迎监督。\n版权所有：云溪县人民医院 急诊电话：0877-5520120", "0877-5520120", None, None),
        ("请拨打020-5555 3107，或寄云屿市望湖区翠湖大街9号院办，或发邮件至ab@126.com。", "020-5555 3107", "云屿市望湖区翠湖大街9号院办", "ab@126.com"),
        ("可致电0311-5551234或来信（云屿市中山路8号医院党办）反映。", "0311-5551234", "云屿市中山路8号医院党办", None),
        ("联系人：张某，0311-5551234。", "0311-5551234", None, None),
        ("受理地址：云屿市中山路8号302室　受理电话：5551234", "5551234", "云屿市中山路8号302室", None),
        ("也可到云屿市中山路8号医院纪检监察室当面反映。", None, "云屿市中山路8号医院纪检监察室", None),
        ("请及时向我们反映。", None, None, None),
    ],
)  # fmt: skip
def test_contact(text: str, phone: str | None, address: str | None, email: str | None) -> None:
    found, evidence = contact(text, 0, len(text))

    assert (found.phone, found.address, found.email) == (phone, address, email)
    assert all(text[e.start : e.end] == e.quote for e in evidence.values())
