"""The states and organisations of an invented UN week: codes (ISO 3166-1 alpha-3 for states), names, first language.

The language is one of the six official languages of the United Nations, or another of the state. All else that an
invented summit says of them is drawn by chance, and has nothing to do with the real ones.
"""

from itertools import chain
from typing import NamedTuple

from summitry.summit import Capacity


class Party(NamedTuple):
    """A delegation to be: its code, its name, the first language of its principal, and in what quality it comes."""

    code: str
    name: str
    language: str
    capacity: Capacity = Capacity.MEMBER


_STATES = {
    "en": """
        ATG Antigua and Barbuda; AUS Australia; BHS Bahamas; BRB Barbados; BLZ Belize; BTN Bhutan; BWA Botswana;
        BRN Brunei Darussalam; BGD Bangladesh; CYP Cyprus; DMA Dominica; SWZ Eswatini; FJI Fiji; GMB Gambia; GHA Ghana;
        GRD Grenada; GUY Guyana; IND India; IRL Ireland; JAM Jamaica; KEN Kenya; KIR Kiribati; LSO Lesotho; LBR Liberia;
        MWI Malawi; MYS Malaysia; MDV Maldives; MLT Malta; MHL Marshall Islands; FSM Micronesia; NAM Namibia; NRU Nauru;
        NZL New Zealand; NGA Nigeria; PAK Pakistan; PLW Palau; PNG Papua New Guinea; PHL Philippines; WSM Samoa;
        SLE Sierra Leone; SGP Singapore; SLB Solomon Islands; ZAF South Africa; SSD South Sudan; LKA Sri Lanka;
        KNA Saint Kitts and Nevis; LCA Saint Lucia; VCT Saint Vincent and the Grenadines; TZA Tanzania; TON Tonga;
        TTO Trinidad and Tobago; TUV Tuvalu; UGA Uganda; GBR United Kingdom; USA United States; VUT Vanuatu; ZMB Zambia;
        ZWE Zimbabwe; RWA Rwanda; ETH Ethiopia; ERI Eritrea; NPL Nepal; MMR Myanmar; SUR Suriname; MUS Mauritius
        """,
    "fr": """
        AND Andorra; BEL Belgium; BEN Benin; BFA Burkina Faso; BDI Burundi; CMR Cameroon; CAF Central African Republic;
        TCD Chad; COG Congo; COD Democratic Republic of the Congo; CIV Côte d'Ivoire; DJI Djibouti; FRA France;
        GAB Gabon; GIN Guinea; HTI Haiti; LUX Luxembourg; MDG Madagascar; MLI Mali; MCO Monaco; NER Niger; SEN Senegal;
        SYC Seychelles; TGO Togo; CHE Switzerland; KHM Cambodia; LAO Laos; VNM Viet Nam; ROU Romania
        """,
    "es": """
        ARG Argentina; BOL Bolivia; CHL Chile; COL Colombia; CRI Costa Rica; CUB Cuba; DOM Dominican Republic;
        ECU Ecuador; SLV El Salvador; GNQ Equatorial Guinea; GTM Guatemala; HND Honduras; MEX Mexico; NIC Nicaragua;
        PAN Panama; PRY Paraguay; PER Peru; ESP Spain; URY Uruguay; VEN Venezuela
        """,
    "ar": """
        DZA Algeria; BHR Bahrain; COM Comoros; EGY Egypt; IRQ Iraq; JOR Jordan; KWT Kuwait; LBN Lebanon; LBY Libya;
        MRT Mauritania; MAR Morocco; OMN Oman; QAT Qatar; SAU Saudi Arabia; SOM Somalia; SDN Sudan; SYR Syria;
        TUN Tunisia; ARE United Arab Emirates; YEM Yemen
        """,
    "ru": """
        ARM Armenia; AZE Azerbaijan; BLR Belarus; GEO Georgia; KAZ Kazakhstan; KGZ Kyrgyzstan; MDA Moldova;
        RUS Russian Federation; TJK Tajikistan; TKM Turkmenistan; UZB Uzbekistan
        """,
    "zh": "CHN China",
    "pt": """
        AGO Angola; BRA Brazil; CPV Cabo Verde; GNB Guinea-Bissau; MOZ Mozambique; PRT Portugal;
        STP Sao Tome and Principe; TLS Timor-Leste
        """,
}

_OWN_LANGUAGE = """
    AFG:fa Afghanistan; ALB:sq Albania; AUT:de Austria; BGR:bg Bulgaria; BIH:bs Bosnia and Herzegovina; CAN:en Canada;
    CZE:cs Czechia; DEU:de Germany; DNK:da Denmark; EST:et Estonia; FIN:fi Finland; GRC:el Greece; HRV:hr Croatia;
    HUN:hu Hungary; IDN:id Indonesia; IRN:fa Iran; ISL:is Iceland; ISR:he Israel; ITA:it Italy; JPN:ja Japan;
    KOR:ko Republic of Korea; LIE:de Liechtenstein; LTU:lt Lithuania; LVA:lv Latvia; MKD:mk North Macedonia;
    MNE:sr Montenegro; MNG:mn Mongolia; NLD:nl Netherlands; NOR:no Norway; POL:pl Poland;
    PRK:ko Democratic People's Republic of Korea; SMR:it San Marino; SRB:sr Serbia; SVK:sk Slovakia; SVN:sl Slovenia;
    SWE:sv Sweden; THA:th Thailand; TUR:tr Türkiye; UKR:uk Ukraine
    """

_ORGANISATIONS = """
    UN United Nations; EU European Union; AU African Union; ASEAN Association of Southeast Asian Nations;
    LAS League of Arab States; OAS Organization of American States; NATO North Atlantic Treaty Organization;
    ICRC International Committee of the Red Cross; WB World Bank; IMF International Monetary Fund;
    WTO World Trade Organization; WHO World Health Organization; OECD Organisation for Economic Co-operation;
    CARICOM Caribbean Community; PIF Pacific Islands Forum
    """


def states() -> list[Party]:
    """Return the 193 member states, by code."""
    return sorted(chain(_parsed(_OWN_LANGUAGE, ""), *(_parsed(text, language) for language, text in _STATES.items())))


def organisations() -> list[Party]:
    """Return 15 organisations; the first is the United Nations, whose principal is its Secretary-General."""
    return _parsed(_ORGANISATIONS, "en", Capacity.ORGANISATION)


def _parsed(text: str, language: str, capacity: Capacity = Capacity.MEMBER) -> list[Party]:
    """Return the parties of a list such as ``FRA France; ...``, or, each with its language, ``JPN:ja Japan; ...``."""
    parties = []
    for entry in text.split(";"):
        head, _, name = " ".join(entry.split()).partition(" ")
        code, _, own = head.partition(":")
        parties.append(Party(code, name, own or language, capacity))
    return parties
