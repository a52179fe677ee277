"""An evaluation of points: the modes that they cover, beside what real points do."""

import torch
from torch import nn

from ganplay.data.laws import LAWS
from ganplay.metrics.evaluate import report_of
from ganplay.metrics.kinds.points import evaluate_points
from ganplay.recipe import named_recipe


def test_a_run_on_points_is_evaluated_by_its_modes():
    class Half(nn.Module):
        z_dim, num_classes = 2, 0

        def __init__(self):
            super().__init__()
            self.scale = nn.Parameter(torch.tensor(0.01))

        def forward(self, z, y=None):
            centres = torch.tensor(LAWS["ring"].centres[:4])
            return (centres[(z[:, 0].abs() * 997).long() % 4] + self.scale * 0.1 * z)[:, :, None, None]

    report = report_of(Half().eval(), named_recipe("points").with_changes(dataset="ring"), None, None)
    assert (report["modes"].value, report["modes"].floor, report["modes"].n) == (4, 8, 2500)
    assert report["high_quality"].value > 0.99 > report["high_quality"].floor > 0.98
    assert evaluate_points(torch.zeros(10, 2), LAWS["grid"])["modes"].value == 1
