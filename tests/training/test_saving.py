"""A training that is saved goes on as if it had never stopped, and what is damaged is refused."""

import pytest
import torch

from ganplay.recipe.fields import FAMILIES
from ganplay.recipe.kinds import PICTURES, kind_drawn_by
from ganplay.training import CheckpointError, Trainer, load_networks
from ganplay.training.checkpoint import TRAINING, load_optimizer
from ganplay.training.events import Finished

from ..slowly import usually
from .comparing import fitting, same, weights


@pytest.mark.parametrize("family", [family for family in FAMILIES if kind_drawn_by(family) is PICTURES])
@pytest.mark.parametrize("precision", usually(["fp32"], ["fp32", "bf16"]))
def test_stopping_and_resuming_gives_the_same_weights_bit_for_bit(family, precision, recipe, pictures, tmp_path):
    recipe, pictures = fitting(family, recipe, pictures)
    recipe = recipe.with_changes(precision=precision, n_dis=2, decay="linear")
    straight = Trainer(recipe, pictures, device="cpu")
    list(straight.events())

    first = Trainer(recipe, pictures, device="cpu")
    for _ in range(3):
        first._train()
    first.save(tmp_path / "3")
    second = Trainer(recipe.with_changes(seed=0), pictures, device="cpu")
    second.restore(tmp_path / "3")
    list(second.events())

    assert (second.step, second.images) == (straight.step, straight.images) == (6, 6 * 2 * 8)
    assert same(weights(straight), weights(second))


def test_a_checkpoint_opens_as_networks_that_draw_the_grid(recipe, pictures, tmp_path):
    trainer = Trainer(recipe, pictures, device="cpu")
    *_, grid, _, _ = trainer.events()
    trainer.save(tmp_path / "6")
    networks = load_networks(tmp_path / "6", trainer.recipe)
    z = trainer.evaluator.fixed_z
    drawn = networks.generator(z).add(1).mul(127.5).round().clamp(0, 255).to(torch.uint8).permute(0, 2, 3, 1).numpy()
    assert networks.step == 6
    assert (abs(drawn.astype(int) - grid.pictures.astype(int)) <= 1).all()
    assert not networks.generator.training and not networks.discriminator.training


def test_damaged_and_foreign_checkpoints_are_refused_with_a_sentence(recipe, pictures, tmp_path):
    trainer = Trainer(recipe, pictures, device="cpu")
    folder = tmp_path / "0"
    with pytest.raises(CheckpointError):
        trainer.restore(folder)
    trainer.save(folder)
    with pytest.raises(CheckpointError, match=r"not those of this run.*older version"):
        load_networks(folder, trainer.recipe.with_changes(g_width=8))
    (folder / TRAINING).unlink()
    with pytest.raises(CheckpointError, match="looked at"):
        trainer.restore(folder)
    load_networks(folder, trainer.recipe)
    (folder / "model.safetensors").write_bytes(b"\x08\0\0\0\0\0\0\0garbage!")
    with pytest.raises(CheckpointError, match=r"model\.safetensors"):
        load_networks(folder, trainer.recipe)


@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
def test_training_on_a_gpu_saves_and_resumes(recipe, pictures, tmp_path):
    trainer = Trainer(recipe, pictures, device="cuda")
    *_, last = trainer.events()
    assert isinstance(last, Finished)
    trainer.save(tmp_path / "6")
    again = Trainer(recipe.with_changes(steps=8), pictures, device="cuda")
    again.restore(tmp_path / "6")
    *_, last = again.events()
    assert last.step == 8
    load_networks(tmp_path / "6", trainer.recipe)


def test_a_count_of_steps_stays_where_its_optimizer_counts(recipe):
    """Also beside a weight of no dimension, which has the shape of a count: counts that are not fused are the CPU's."""
    weight = torch.nn.Parameter(torch.zeros((), device="meta"))
    optimizer = torch.optim.RMSprop([weight])
    load_optimizer(optimizer, {"it.0.step": torch.tensor(3.0), "it.0.square_avg": torch.tensor(1.0)}, "it.")
    state = optimizer.state[weight]
    assert (state["step"].device.type, state["square_avg"].device.type) == ("cpu", "meta")
    assert state["step"] == 3
