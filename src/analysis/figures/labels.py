"""Figures' words in a language, from the one dictionary."""

from collections.abc import Iterable, Mapping

from analysis.figures.dictionary import LABELS, NUMERALS
from analysis.report.words import DIMENSIONS, LANGUAGES, name_en, name_zh


class Labels:
    """The dictionary in a language: called with a key, it gives what is to be written."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._place = LANGUAGES.index(language)

    def __call__(self, key: str, **filled: object) -> str:
        """Write a label, with what stands in its braces filled in."""
        return LABELS[key][self._place].format(**filled)

    def city(self, city: str) -> str:
        """Call a city as the language does."""
        return name_en(city) if self.language == "en" else name_zh(city)

    def cities(self, cities: Iterable[str]) -> str:
        """List cities."""
        return self("and").join(map(self.city, cities))

    def claim(self, id: str) -> str:
        """Call a statement shortly, by its id where the dictionary has no name for it."""
        key = f"claim {id}"
        return self(key) if key in LABELS else id

    def tier(self, tier: int) -> str:
        """Write the number of a tier, in Chinese as a word."""
        return str(tier) if self.language == "en" else NUMERALS[tier - 1]

    def by_dimension(self, values: Mapping[str, object]) -> str:
        """List a value for each dimension."""
        parts = [f"{self(name)} {values[name]}" for name in DIMENSIONS.values()]
        return self("and").join(parts)

    def wrapped(self, sentences: Iterable[str]) -> str:
        """Set sentences one after another, in lines that a figure has room for."""
        between, width = (" ", 108) if self.language == "en" else ("", 62)
        lines = [""]
        for sentence in sentences:
            longer = f"{lines[-1]}{between}{sentence}".strip()
            if len(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(sentence)
        return "\n".join(lines)
