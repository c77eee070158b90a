"""Section 3.5: videos."""

from analysis.ledger.findings import Finding, higher, plain
from analysis.ledger.sample import Sample
from compindex.intervals import Interval
from compindex.readings import EVERY


def views_fall(sample: Sample) -> Finding:
    """First printed number of views − the second > 0."""
    texts = sample.prose["video_order"].split(",")
    first, second = (Interval.printed(text.strip()) for text in texts)
    return higher(first, second)


def videos_fit_sample(sample: Sample) -> Finding:
    """Videos of both kinds together ≤ videos of the sample."""
    words = sample.prose["video_categories"].split()
    food, panda, videos = (int(word) for word in words if word.isdigit())
    return plain(food + panda <= videos, f"{food + panda} of {videos}")


def videos_counted(sample: Sample) -> Finding:
    """Videos on food + videos on pandas: so many at least, at most all of the sample."""
    words = sample.prose["video_categories"].split()
    food, panda, videos = (int(word) for word in words if word.isdigit())
    least = food + panda
    return Finding(f"{least} or more of {videos}", EVERY, float(least), float(videos))
