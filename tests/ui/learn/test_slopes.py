"""The page on G's two losses: values, slopes and steps are those of the core's losses under autograd."""

from __future__ import annotations

import pytest
import torch

from ganplay.losses import LOSSES

from .called import called

FROM = "saturation.js"
LOGITS = [-7.0, -4.6, 0.0, 1.3, 3.0]


@pytest.mark.parametrize("loss", ["minimax", "nonsaturating"])
def test_values_and_slopes_are_the_core_s(loss):
    logits = torch.tensor(LOGITS, dtype=torch.float64, requires_grad=True)
    costs = torch.stack([LOSSES[loss].generator(one[None], None) for one in logits])
    (slopes,) = torch.autograd.grad(costs.sum(), logits)
    assert called(*((FROM, "costOf", [loss, at]) for at in LOGITS)) == pytest.approx(costs.tolist(), abs=1e-12)
    assert called(*((FROM, "slopeOf", [loss, at]) for at in LOGITS)) == pytest.approx(slopes.tolist(), abs=1e-12)
    assert float(slopes.max()) < 0, "either loss raises D's answer when it is minimised"


@pytest.mark.parametrize("loss", ["minimax", "nonsaturating"])
def test_steps_are_those_of_gradient_descent(loss):
    (path,) = called((FROM, "descent", [loss, -4.6, 20, 1.0]))
    logit = torch.tensor([-4.6], dtype=torch.float64, requires_grad=True)
    optimiser = torch.optim.SGD([logit], lr=1.0)
    for reached in path[1:]:
        optimiser.zero_grad()
        LOSSES[loss].generator(logit, None).backward()
        optimiser.step()
        assert reached == pytest.approx(logit.item(), abs=1e-9)


def test_where_d_answers_a_hundredth_one_slope_is_a_hundredth_and_the_other_the_rest():
    (logit,) = called((FROM, "logitOf", [0.01]))
    slopes = called((FROM, "slopeOf", ["minimax", logit]), (FROM, "slopeOf", ["nonsaturating", logit]))
    assert slopes == pytest.approx([-0.01, -0.99])
