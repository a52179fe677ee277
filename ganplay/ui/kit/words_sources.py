"""Words of the sources that recipes and failures cite: titles stay as published. The English is their own."""

from __future__ import annotations

from ganplay.recipe import NAMED
from ganplay.recipe.failures import FAILURES

RECIPES = {
    "quick": "ganplay 自己的配方，用 benchmarks/quality.py 测得",
    "vanilla": "Goodfellow et al. 2014, Generative Adversarial Nets；各层大小取自 PyTorch-GAN 的 gan.py",
    "classic": "以教科书里的卷积分类器作判别器",
    "lsgan": "Mao et al. 2017, Least Squares GANs；网络和优化器取自 StudioGAN 的 LSGAN",
    "wgan": "Arjovsky et al. 2017, Wasserstein GAN；设置取自 PyTorch-GAN 的 wgan.py",
    "wgan-gp": "Gulrajani et al. 2017, Improved Training of Wasserstein GANs；mimicry 的 wgan_gp_32",
    "sngan": "Miyato et al. 2018, Spectral Normalization for GANs；mimicry 的 sngan_32",
    "cgan": "Miyato and Koyama 2018, cGANs with Projection Discriminator；mimicry 的 cgan_pd_32",
    "stylegan": "Karras et al. 2020, StyleGAN2，采用 stylegan2-ada 的 CIFAR-10 设置（train.py，cfg=cifar）",
    "biggan": "Brock et al. 2019, Large Scale GAN Training；StudioGAN 的 CIFAR-10 BigGAN.yaml",
    "r3gan": "Huang et al. 2024, The GAN is dead; long live the GAN! (R3GAN)；train.py 的 CIFAR-10 设置",
    "points": "ganplay 自己的配方，用 benchmarks/modes.py 测得；损失和惩罚来自 Huang et al. 2024, R3GAN；"
    "点的分布和模式的数法来自 Srivastava et al. 2017, VEEGAN 和 Lin et al. 2018, PacGAN",
}
BROKEN = {
    "mode-collapse": "Goodfellow 2016, NIPS 2016 Tutorial: GANs，第 5.1 节；两种学习率见 Heusel et al. 2017",
    "vanishing-gradient": "Goodfellow et al. 2014，第 3 节；Arjovsky and Bottou 2017",
    "exploding-critic": "Gulrajani et al. 2017, Improved Training of Wasserstein GANs，第 3 节",
}

WORDS = {
    f"{what}.{name}.source": (one.source, chinese.get(name, one.source))
    for what, all_of_it, chinese in (("recipe", NAMED, RECIPES), ("failure", FAILURES, BROKEN))
    for name, one in all_of_it.items()
}
