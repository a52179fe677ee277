// The few lines of PyTorch that do the same as the laboratory, from its recipe. Nothing here knows the page.

const ACTIVATIONS = {
  family: ["nn.ReLU", "lambda: nn.LeakyReLU(0.2)"],
  relu: ["nn.ReLU", "nn.ReLU"],
  leaky_relu: ["lambda: nn.LeakyReLU(0.2)", "lambda: nn.LeakyReLU(0.2)"],
  tanh: ["nn.Tanh", "nn.Tanh"],
};

// Curves by u in [0, 1), as ganplay/data has them: x, y.
const CURVES = {
  line: ["2 * u - 1, 0.5 * (2 * u - 1)"],
  swiss_roll: [
    "(t * torch.cos(t) - 2) / size, (t * torch.sin(t) - 2 / (3 * math.pi)) / size",
    "t, size = 1.5 * math.pi * (1 + 2 * u), 4.5 * math.pi",
  ],
  two_moons: [
    "side * torch.cos(t) - 0.5 * side, side * torch.sin(t) - 0.25 * side",
    "side, t = torch.where(u >= 0.5, -1.0, 1.0), math.pi * (2 * u % 1)",
  ],
  spiral: [
    "side * torch.cos(2 * math.pi * r), side * torch.sin(2 * math.pi * r)",
    "r = (2 * u % 1).sqrt()\n    side = torch.where(u >= 0.5, -r, r)",
  ],
};

const D_LOSSES = {
  nonsaturating: classifier,
  minimax: classifier,
  lsgan: () => "0.5 * (on_real - 1).square().mean() + 0.5 * on_fake.square().mean()",
  wasserstein: () => "on_fake.mean() - on_real.mean()",
  hinge: () => "F.relu(1 - on_real).mean() + F.relu(1 + on_fake).mean()",
  relativistic: () => "F.softplus(on_fake - on_real).mean()",
  relativistic_average: () =>
    "F.softplus(on_fake.mean() - on_real).mean() + F.softplus(on_fake - on_real.mean()).mean()",
};
const G_LOSSES = {
  nonsaturating: "F.softplus(-on_fake).mean()",
  minimax: "-F.softplus(on_fake).mean()",
  lsgan: "0.5 * (on_fake - 1).square().mean()",
  wasserstein: "-on_fake.mean()",
  hinge: "-on_fake.mean()",
  relativistic: "F.softplus(on_real - on_fake).mean()",
  relativistic_average: "F.softplus(on_real.mean() - on_fake).mean() + F.softplus(on_real - on_fake.mean()).mean()",
};

function classifier(smoothing) {
  const real = smoothing
    ? `F.binary_cross_entropy_with_logits(on_real, torch.full_like(on_real, ${1 - smoothing}))`
    : "F.softplus(-on_real).mean()";
  return `${real} + F.softplus(on_fake).mean()`;
}

/**
 * @param {Record<string, any>} recipe
 * @param {import("../kit/engine/data.js").Law} law of the points
 * @param {number} steps iterations
 * @param {import("./state.js").Scale | null} [scale] from which one's own points were brought into the picture's
 * @returns {string} a Python program that trains, and prints five generated points
 */
export function torchLines(recipe, law, steps, scale = null) {
  const parts = [head(recipe), data(recipe, law, scale), networks(recipe), loop(recipe, steps, scale), [""]];
  return parts.flat().join("\n");
}

/** Whether the generator whose weights are a running mean is another one than G. */
const isAveraged = ({ ema, freeze }) => ema > 0 && freeze !== "g";

function head(recipe) {
  return [
    ...(isAveraged(recipe) ? ["import copy"] : []),
    "import math",
    "",
    "import torch",
    "import torch.nn.functional as F",
    "from torch import nn",
    "",
    `torch.manual_seed(${recipe.seed})`,
    "",
    "",
  ];
}

function data(recipe, law, scale) {
  const noise = recipe.noise === "uniform" ? "2 * torch.rand(n, Z) - 1" : "torch.randn(n, Z)";
  return [
    ...pointsOf(law, scale),
    "",
    "",
    `Z = ${recipe.z_dim}`,
    "",
    "",
    "def noise(n):",
    `    return ${noise}`,
    "",
    "",
  ];
}

function pointsOf({ name, centres, sigma }, scale) {
  if (centres) {
    const written = centres.map((centre) => `[${centre.map((value) => Number(value.toFixed(6))).join(", ")}]`);
    return [
      `CENTRES = torch.tensor([${written.join(", ")}])`,
      "",
      "",
      "def real(n):",
      `    return CENTRES[torch.randint(len(CENTRES), (n,))] + ${sigma} * torch.randn(n, 2)`,
    ];
  }
  if (!CURVES[name]) {
    return [
      "with open('points.csv') as file:  # the points that the laboratory saves",
      "    rows = [line.split(',') for line in file.read().splitlines()[1:]]",
      "POINTS = torch.tensor([[float(x), float(y)] for x, y in rows])",
      ...(scale
        ? [`MIDDLE, REACH = torch.tensor([${scale.middle.map(plain).join(", ")}]), ${plain(scale.reach)}`]
        : []),
      ...(scale ? ["POINTS = (POINTS - MIDDLE) / REACH  # as the laboratory trains on them"] : []),
      "",
      "",
      "def real(n):",
      "    return POINTS[torch.randint(len(POINTS), (n,))]",
    ];
  }
  const [curve, before] = CURVES[name];
  return [
    "def real(n):",
    "    u = torch.rand(n)",
    ...(before ? [`    ${before}`] : []),
    `    return torch.stack([${curve}], 1) + ${sigma} * torch.randn(n, 2)`,
  ];
}

function networks(recipe) {
  const [ofG, ofD] = ACTIVATIONS[recipe.activation];
  const { packing } = recipe;
  return [
    "def network(inputs, width, layers, outputs, activation, gain):",
    "    sizes, parts = [inputs, *[width] * layers, outputs], []",
    "    for a, b in zip(sizes, sizes[1:]):",
    "        parts += [nn.Linear(a, b), activation()]",
    "        nn.init.normal_(parts[-2].weight, 0.0, math.sqrt(gain / a))",
    "    return nn.Sequential(*parts[:-1])",
    "",
    "",
    `G = network(Z, ${recipe.g_width}, ${recipe.g_layers}, 2, ${ofG}, 2.0)`,
    `D = network(${2 * packing}, ${recipe.d_width}, ${recipe.d_layers}, 1, ${ofD}, 1.0)`,
    `opt_g = ${optimiser(recipe, "G", 1)}`,
    `opt_d = ${optimiser(recipe, "D", lazy(recipe))}`,
    ...(isAveraged(recipe) ? ["averaged, g_steps = copy.deepcopy(G), 0"] : []),
    ...(isLazy(recipe) ? ["d_steps = 0"] : []),
    ...falling(recipe),
    "",
    "",
    "def judge(points):",
    packing > 1
      ? `    return D(points.reshape(len(points) // ${packing}, -1)).flatten()  # ${packing} points at once`
      : "    return D(points).flatten()",
    "",
    "",
  ];
}

const isLazy = ({ penalty, penalty_every: every, freeze }) => penalty !== "none" && every > 1 && freeze !== "d";

/** What rate and memory of a lazy penalty are taken by (Karras et al. 2020, appendix B). */
const lazy = ({ penalty, penalty_every: every }) => (penalty === "none" || every === 1 ? 1 : every / (every + 1));

function optimiser({ optimizer, lr_g, lr_d, beta1, beta2 }, network, factor) {
  const rate = number((network === "G" ? lr_g : lr_d) * factor);
  const weights = `${network}.parameters()`;
  if (optimizer === "sgd") return `torch.optim.SGD(${weights}, lr=${rate})`;
  if (optimizer === "rmsprop") return `torch.optim.RMSprop(${weights}, lr=${rate}, alpha=0.99)`;
  return `torch.optim.Adam(${weights}, lr=${rate}, betas=(${number(beta1 ** factor)}, ${number(beta2 ** factor)}))`;
}

const falls = ({ decay, burn_in: images }) => decay === "cosine" && images > 0;

/** Rates that fall along half a cosine while D is shown so many points, and stay there. */
function falling(recipe) {
  if (!falls(recipe)) return [];
  const { n_dis, batch, burn_in: images, lr_end } = recipe;
  return [
    "",
    "",
    "def fall(step):",
    `    share = min(1.0, step * ${n_dis * batch} / ${images})`,
    `    return 1 - ${plain(1 - lr_end)} * (1 - math.cos(math.pi * share)) / 2`,
    "",
    "",
    "rates = [torch.optim.lr_scheduler.LambdaLR(opt, fall) for opt in (opt_g, opt_d)]",
  ];
}

const plain = (value) => String(Number(value.toPrecision(6)));

/** As Python writes a float: optimizers take no whole numbers. */
function number(value) {
  const short = plain(value);
  return /[.e]/.test(short) ? short : `${short}.0`;
}

function loop(recipe, steps, scale) {
  const { batch, freeze, n_dis, n_gen, loss } = recipe;
  const d = freeze === "d" ? [] : [`    for _ in range(${n_dis}):`, ...stepD(recipe)];
  const relative = loss.startsWith("relativistic");
  const g = [
    `    for _ in range(${n_gen}):`,
    `        on_fake = judge(G(noise(${batch})))`,
    ...(relative ? [`        on_real = judge(real(${batch}))`] : []),
    `        loss_g = ${G_LOSSES[loss]}`,
    "        opt_g.zero_grad()",
    "        loss_g.backward()",
    "        opt_g.step()",
    ...following(recipe),
  ];
  const next = falls(recipe) ? ["    for rate in rates:", "        rate.step()"] : [];
  const body = [...d, ...(freeze === "g" ? [] : g), ...next];
  const made = `${isAveraged(recipe) ? "averaged" : "G"}(noise(5))`;
  const shown = scale ? `${made} * REACH + MIDDLE` : made;
  return [`for step in range(${steps}):`, ...(body.length ? body : ["    pass"]), "", `print(${shown})`];
}

/** The mean of G's weights follows each of its steps; a young one forgets faster. */
function following(recipe) {
  if (!isAveraged(recipe)) return [];
  return [
    "        with torch.no_grad():",
    `            share = 1 - min(${number(recipe.ema)}, (1 + g_steps) / (10 + g_steps))`,
    "            for mean, weight in zip(averaged.parameters(), G.parameters()):",
    "                mean.lerp_(weight, share)",
    "        g_steps += 1",
  ];
}

function stepD(recipe) {
  const { batch, loss, smoothing, clip, drift } = recipe;
  return [
    `        x, y = real(${batch}), G(noise(${batch})).detach()`,
    ...slopes(recipe),
    "        on_real, on_fake = judge(x), judge(y)",
    `        loss_d = ${D_LOSSES[loss](smoothing)}`,
    ...penalised(recipe),
    ...(drift ? [`        loss_d = loss_d + ${drift} * on_real.square().mean()`] : []),
    "        opt_d.zero_grad()",
    "        loss_d.backward()",
    "        opt_d.step()",
    ...(isLazy(recipe) ? ["        d_steps += 1"] : []),
    ...(clip
      ? [
          "        with torch.no_grad():",
          "            for weight in D.parameters():",
          `                weight.clamp_(-${clip}, ${clip})`,
        ]
      : []),
  ];
}

const SLOPED = { r1: ["x"], r2: ["y"], r1r2: ["x", "y"] };
const JUDGED = { x: "on_real", y: "on_fake" };

const slopes = ({ penalty: kind }) => (SLOPED[kind] || []).map((points) => `        ${points}.requires_grad_()`);

function penalised({ penalty: kind, gamma, penalty_every: every, batch }) {
  const weight = number(gamma * every);
  const when = every > 1 ? [`        if d_steps % ${every} == 0:`] : [];
  const indent = every > 1 ? "            " : "        ";
  const slope = (points, judged) => `torch.autograd.grad(${judged}.sum(), ${points}, create_graph=True)[0]`;
  const lines = {
    none: [],
    gp: [
      `between = torch.lerp(y, x, torch.rand(${batch}, 1)).requires_grad_()`,
      `slope = ${slope("between", "judge(between)")}`,
      `loss_d = loss_d + ${weight} * ((slope.square().sum(1) + 1e-12).sqrt() - 1).square().mean()`,
    ],
  };
  const centred = (SLOPED[kind] || []).flatMap((points) => [
    `slope = ${slope(points, JUDGED[points])}`,
    `loss_d = loss_d + ${number(weight / 2)} * slope.square().sum(1).mean()`,
  ]);
  const wanted = lines[kind] || centred;
  return wanted.length ? [...when, ...wanted.map((line) => indent + line)] : [];
}
