"""What the course trains and measures in front of a visitor: functions of pictures, some seconds of one core each."""

from ganplay.lessons.detector import Detection, detect
from ganplay.lessons.few import Trial, gain, trial
from ganplay.lessons.sorter import sorter
from ganplay.lessons.two_questions import GENERATED, Opinions, Stage, ask_both

__all__ = ["GENERATED", "Detection", "Opinions", "Stage", "Trial", "ask_both", "detect", "gain", "sorter", "trial"]
