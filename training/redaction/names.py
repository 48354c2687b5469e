"""Names, streets and towns to fill sentences with: Faker's lists (MIT) and some of our own.

A name belongs to the dev part by its hash, so the sentences that thresholds are chosen on hold
names that were not learnt.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from faker import Faker

from warmline.trust.redaction.features import hash_of

LOCALES: Final = (
    "en_US", "en_GB", "en_AU", "en_CA", "en_IN", "en_IE", "en_NZ", "de_DE", "de_AT", "de_CH",
    "es_ES", "es_MX", "es_CO", "es_CL", "fr_FR", "fr_CA", "fr_CH", "it_IT", "nl_NL", "nl_BE",
    "pt_PT", "pt_BR", "da_DK", "sv_SE", "no_NO", "fi_FI", "pl_PL", "cs_CZ", "sk_SK", "sl_SI",
    "hr_HR", "hu_HU", "ro_RO", "tr_TR", "lt_LT", "lv_LV", "et_EE", "vi_VN", "id_ID", "az_AZ",
)  # fmt: skip
ARABIC: Final = ("ar_AA", "ar_SA", "ar_EG", "ar_PS")
LOCALES_OF: Final = {
    "en": LOCALES,
    "de": ("de_DE", "de_AT", "de_CH", "tr_TR", "pl_PL", "hr_HR", "it_IT"),
    "es": ("es_ES", "es_MX", "es_CO", "es_CL", "ro_RO"),
    "fr": ("fr_FR", "fr_CH", "fr_CA", "pt_PT", "nl_BE"),
    "ar": ARABIC,
}
_EACH: Final = 900
_EACH_NAME: Final = 6000
_DEV_SHARE: Final = 10
_OURS: Final = (
    "Wei Min Jun Hui Xin Yan Ling Hao Jie Mei Chen Wang Li Zhang Liu Yang Huang Zhao Wu Zhou Xu Sun|"
    "Ji-woo Seo-yeon Min-jun Hye-jin Sung-ho Eun-ji Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim|"
    "Haruto Yuki Sakura Kenji Naoko Akira Emi Hiroshi Sato Suzuki Takahashi Tanaka Watanabe Ito Mori|"
    "Chinedu Ngozi Emeka Adaeze Tunde Folake Yetunde Okafor Adeyemi Eze Balogun Okonkwo Nwosu Obi|"
    "Kwame Akosua Kofi Ama Mensah Owusu Boateng Asante Wanjiru Kamau Otieno Achieng Mwangi Njoroge|"
    "Ahmed Mohamed Fatima Aisha Omar Khalid Layla Yusuf Hassan Ibrahim Zainab Mariam Samir Nadia Rania "
    "Haddad Khoury Mansour Nasser Farouk Saleh Aziz Hamdan Abbas Qasim Al-Sayed El-Masry Bouazizi|"
    "Priya Rahul Ananya Arjun Deepika Sanjay Kavya Rohan Sharma Patel Singh Gupta Iyer Reddy Nair Khan|"
    "Aigerim Nurlan Dilshod Gulnara Oksana Taras Svitlana Dmytro Ivanov Petrenko Shevchenko Bondar|"
    "Siobhan Niamh Aoife Eoin Cian Tadhg Nguyen Tran Pham Le Hoang Bui Thi Minh Tuan Linh Anh"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What one culture's sentences are filled with."""

    given: Sequence[str]
    family: Sequence[str]
    cities: Sequence[str]
    streets: Sequence[str]
    postcodes: Sequence[str]
    regions: Sequence[str]
    addresses: Sequence[str]


def is_dev(name: str) -> bool:
    return hash_of(name) % _DEV_SHARE == 0


def load(seed: int) -> dict[str, Names]:
    found = {}
    for locale in (*LOCALES, *ARABIC):
        fake = Faker(locale)
        fake.seed_instance(seed)
        found[locale] = Names(
            given=_many(fake, "first_name", _EACH_NAME),
            family=_many(fake, "last_name", _EACH_NAME),
            cities=_many(fake, "city", _EACH_NAME // 2),
            streets=_many(fake, "street_name"),
            postcodes=_many(fake, "postcode"),
            regions=_many(fake, "administrative_unit" if _has(fake) else "city"),
            addresses=_many(fake, "address"),
        )
    for number, group in enumerate(_OURS.split("|")):
        words = group.split()
        borrowed = found[("en_US", "en_GB", "en_AU", "en_IN")[number % 4]]
        found[f"own_{number}"] = Names(
            words, words, borrowed.cities, borrowed.streets, borrowed.postcodes,
            borrowed.regions, borrowed.addresses,
        )  # fmt: skip
    return found


def countries(seed: int) -> dict[str, list[str]]:
    found = {}
    for language, locale in (
        ("en", "en_US"), ("de", "de_DE"), ("es", "es_ES"), ("fr", "fr_FR"), ("ar", "ar_AA"),
    ):  # fmt: skip
        fake = Faker(locale)
        fake.seed_instance(seed)
        found[language] = _many(fake, "country")
    return found


def choose(draw: random.Random, names: Sequence[str], *, dev: bool) -> str:
    """One of the names, of the part that is asked for where there is one."""
    for _ in range(60):
        name = draw.choice(names)
        if is_dev(name) == dev:
            return name
    return draw.choice(names)


def _has(fake: Faker) -> bool:
    try:
        fake.administrative_unit()
    except AttributeError:
        return False
    return True


def _many(fake: Faker, what: str, times: int = _EACH) -> list[str]:
    make = getattr(fake, what)
    return sorted({str(make()) for _ in range(times)})
