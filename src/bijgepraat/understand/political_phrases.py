# SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
# SPDX-License-Identifier: EUPL-1.2
"""The ways in which The Hague says when: recesses, Prinsjesdag, budget papers, debates; and the words for haste without a term."""

from __future__ import annotations

from bijgepraat.understand.date_phrases import OF_YEAR, rule_for
from bijgepraat.understand.periods import YEAR, phrase
from bijgepraat.understand.political_periods import (
    AFTER,
    BEFORE,
    HOW,
    annual_report,
    around_election,
    around_prinsjesdag,
    around_recess,
    around_summer,
    around_verantwoordingsdag,
    around_year_end,
    in_coming_budget,
    school_year,
    with_budget,
    with_memorandum,
)

_COMING = r"(?:(?:aan)?komende |volgende |eerstvolgende |aanstaande |nieuwe )"
_WITH = (
    rf"(?P<how>{BEFORE}|{AFTER}|bij|in|met|via|op|rond|tijdens|gelijk met|(?:gelijktijdig|tegelijk|tegelijkertijd|samen) met|"
    r"uiterlijk (?:op|met|bij|in)|uiterlijk)"
)
_FOR_YEAR = r"(?: (?:van |voor |over )?(?:het jaar )?" + YEAR + r")?"
_REPORTS = (
    r"(?:halfjaar|jaar|voortgangs|verzamel|kamer|kwartaal|stand-van-zaken|standvanzaken|stelsel|monitorings)?-?"
    r"(?:rapportage|brief|bericht|monitor|editie|verzamelbrief|kamerbrief)(?:en)?"
)
_TALKS = (
    r"(?:(?:[\w-]{0,40}?)(?:begrotings?behandeling(?:en)?|begrotingsdebat|wetsbehandeling|wetgevingsoverleg|notaoverleg|"
    r"commissiedebat(?:ten)?|tweeminutendebat|plenaire debat|debat|bestuurlijk overleg|overhedenoverleg|BO MIRT|WGO|stemming(?:en)?|"
    r"hoofdlijnendebat|regeling van werkzaamheden|(?<!\w)formatie|kabinetsformatie|algemene (?:politieke|financiële) beschouwingen)|"
    r"(?:plenaire |schriftelijke )?behandeling van (?:\w{1,40} ){0,3}?\w{0,40}(?:begroting\w{0,20}|wet\w{0,40}|wetsvoorstel|"
    r"belastingplan|voorstel|nota)(?: 20\d\d)?)"
)
_COUNCIL = r"(?:\w{1,20}-)?(?:\w{1,30}raad|[A-Z]{2,5}-Raad|Europese Raad|Landbouw- en Visserijraad|ministerraad|Eurogroep|Catshuissessie)"
_DECIDED = r"(?:(?:augustus|voorjaars|najaars|zomer)besluitvorming|begrotingsbehandeling(?:en)?|begrotingsbesprekingen|begrotingsaugustus)"
_FAR = 400
"""The reach of phrases with names of bills and meetings in them."""
_COMING_SAID = ("komende", "volgende", "aanstaande", "nieuwe")
_HASTE_SAID = (
    *(
        "spoed",
        "zo snel",
        "zo gauw",
        "zo vlug",
        "termijn",
        "binnenkort",
        "eerdaags",
        "zijner tijd",
        "t.z.t",
        "tijdig",
        "ommegaande",
    ),
    *("onverwijld", "afzienbare", "de komende", "de aankomende", "op een later", "kabinetsperiode", "jaarwisseling"),
)
POLITICAL_RULES = (
    rule_for(HOW + rf" de {_COMING}?zomer(?:periode|vakantie)?" + OF_YEAR, around_summer, says=("zomer",), is_term=True),
    rule_for(
        rf"(?P<how>{BEFORE}|{AFTER}|in|rond|tijdens|gedurende) (?:(?:het|dit|komend|aankomend) )?{_COMING}?"
        r"(?P<recess>zomer|kerst|herfst|voorjaars|voorjaar|krokus|mei|verkiezings|verkiezing)?reces" + OF_YEAR,
        around_recess,
        says=("reces",),
        is_term=True,
    ),
    rule_for(r"(?:" + _WITH + " )?Prinsjesdag" + OF_YEAR, around_prinsjesdag, says=("prinsjesdag",), is_term=True),
    rule_for(
        r"(?:" + _WITH + " )?Verantwoordingsdag" + OF_YEAR, around_verantwoordingsdag, says=("verantwoordingsdag",), is_term=True
    ),
    rule_for(
        _WITH + rf" (?:de |het )?{_COMING}?(?:Miljoenennota|Belastingplan)" + _FOR_YEAR,
        with_budget,
        says=("miljoenennota", "belastingplan"),
        is_term=True,
    ),
    rule_for(
        r"(?:uiterlijk )?(?:bij|in|met|via) (?:de |het )?(?:aanbieding van de |indiening van de )?"
        rf"(?:(?P<new>{_COMING}\w{{0,30}}-?(?:begroting|begrotingsstukken)|{_COMING}?ontwerpbegroting)|"
        r"(?:\w{1,30}-|\w{1,30})?begroting(?: van [A-Z]\w{1,30})?)(?:en)?" + _FOR_YEAR + r"(?!s)",
        in_coming_budget,
        says=("begroting",),
        is_term=True,
    ),
    rule_for(
        _WITH + rf" (?:(?:de |het )?(?:indienen van |presentatie van |aanbieding van |verschijnen van )?de )?{_COMING}?"
        r"(?P<memo>Voorjaarsnota|Najaarsnota)" + _FOR_YEAR,
        with_memorandum,
        says=("jaarsnota",),
        is_term=True,
    ),
    rule_for(
        rf"(?:bij|in|met|via) (?:het|de) {_COMING}?(?:jaarverslag|jaarverslagen|verantwoordingsstukken)" + _FOR_YEAR,
        annual_report,
        says=("jaarverslag", "verantwoordingsstuk"),
        is_term=True,
    ),
    rule_for(
        HOW + rf" de {_COMING}?(?P<which>Tweede ?Kamer|gemeenteraads|raads|(?:Provinciale )?Staten|waterschaps)?-?verkiezingen",
        around_election,
        says=("verkiezingen",),
        is_term=True,
    ),
    rule_for(
        rf"(?P<how>{BEFORE}|{AFTER}|rond|omstreeks) (?:de )?{_COMING}?"
        r"(?P<what>kerst(?:mis|dagen|vakantie)?|feestdagen|jaarwisseling)",
        around_year_end,
        says=("kerst", "jaarwisseling", "feestdagen"),
        is_term=True,
    ),
    rule_for(
        rf"(?:(?P<how>{BEFORE}|in(?: de loop van)?|tijdens|nog) )?(?:met ingang van )?"
        r"(?:(?P<which>dit|volgend|komend|het (?:komende|nieuwe|volgende|huidige)) schooljaar(?: "
        + YEAR
        + r"[-–/](?:20)?\d\d)?)",
        school_year,
        says=("schooljaar",),
    ),
    # What only an agenda could resolve.
    rule_for(
        rf"(?:{BEFORE}|{AFTER}) (?:(?:de|het|een) )?(?:{_COMING}|voortzetting van het )?(?:\w{{1,30}} )?{_TALKS}",
        phrase,
        is_term=True,
        says=("behandeling", "debat", "overleg", "mirt", "wgo", "stemming", "formatie", "beschouwing", "werkzaamheden"),
        reach=_FAR,
    ),
    rule_for(
        rf"(?:bij|tijdens|in|op) (?:(?:de|het|een) )?(?:{_COMING}(?:\w{{1,30}} )?(?:{_TALKS}|{_COUNCIL})|{_DECIDED}|"
        r"behandeling van de (?:\w{1,40} ){0,3}?\w{0,40}begroting\w{0,20})",
        phrase,
        says=(*_COMING_SAID, "besluitvorming", "behandeling", "besprekingen"),
        reach=_FAR,
        is_term=True,
    ),
    rule_for(rf"(?:{BEFORE}|{AFTER}) (?:de|het) {_COMING}{_COUNCIL}", phrase, says=_COMING_SAID, is_term=True),
    rule_for(
        rf"(?:bij|in|met|via|{BEFORE}) (?:de|het|een) {_COMING}(?:\w{{1,30}} )?{_REPORTS}",
        phrase,
        says=_COMING_SAID,
        is_term=True,
    ),
    rule_for(rf"(?:{BEFORE}|{AFTER}) (?:de )?{_DECIDED}", phrase, says=("besluitvorming", "bespreking"), is_term=True),
    # Haste without a term.
    rule_for(
        r"(?:zo )?spoedig(?: mogelijk)?|zo (?:snel|gauw|vlug) (?:als )?mogelijk|op (?:zeer |zo |heel )?korte? (?:mogelijke )?termijn|"
        r"(?:zeer |heel )?binnenkort|eerdaags|te zijner tijd|t\.z\.t\.|tijdig|per ommegaande|onverwijld|(?:binnen|op) afzienbare (?:tijd|termijn)|"
        r"(?:in |gedurende )?de (?:komende|aankomende) (?:tijd|periode|dagen|weken|maanden|jaren)|op een later moment|met spoed|"
        r"(?:(?:in|tijdens|gedurende) )?deze kabinetsperiode|rond de jaarwisseling",
        phrase,
        says=_HASTE_SAID,
    ),
)
