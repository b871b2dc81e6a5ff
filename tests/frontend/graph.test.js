import assert from "node:assert/strict";
import { test } from "node:test";
import { nParams } from "../../nnwidgets/frontend/lib/forward.js";
import { distanceToLink, layoutGraph, nearestLink, nearestNode, pointOnLink, shownUnits, strokeWidth } from "../../nnwidgets/frontend/lib/graph.js";
import { parameterName } from "../../nnwidgets/frontend/lib/text.js";
import { createRandom } from "./random.js";

const BOX = { width: 640, height: 400 };

test("a large layer shows its first units and its last", () => {
  assert.deepEqual(shownUnits(4), { units: [0, 1, 2, 3], hidden: 0 });
  assert.deepEqual(shownUnits(8), { units: [0, 1, 2, 3, 4, 5, 6, 7], hidden: 0 });
  assert.deepEqual(shownUnits(784), { units: [0, 1, 2, 3, 4, 5, 783], hidden: 777 });
});

test("every parameter of a small network is in the picture once", () => {
  const sizes = [2, 4, 2, 1];
  const { nodes, links } = layoutGraph(sizes, BOX);
  const drawn = [...links.map(({ k }) => k), ...nodes.flat().flatMap(({ bias }) => bias ?? [])];
  assert.deepEqual(drawn.sort((a, b) => a - b), Array.from({ length: nParams(sizes) }, (_, k) => k));
});

test("a link and a bias stand for the parameter that has their name", () => {
  const sizes = [3, 12, 2];
  const { nodes, links } = layoutGraph(sizes, BOX);
  for (const { k, layer, to, source } of links) {
    const name = parameterName(k, sizes);
    assert.deepEqual([name.layer, name.to, name.source], [layer, to, source]);
  }
  for (const { layer, unit, bias } of nodes.flat()) {
    if (bias === null) assert.equal(layer, 0);
    else assert.equal(parameterName(bias, sizes).numpy, `b[${layer - 1}][${unit}]`);
  }
});

test("nodes lie in the box and apart, in any box", () => {
  const random = createRandom(11);
  for (let round = 0; round < 200; round++) {
    const sizes = Array.from({ length: random.int(1, 8) }, () => random.int(1, 20));
    const box = { width: random.real(200, 1200), height: random.real(120, 800), margin: random.real(0, 20) };
    const { nodes, links, gaps, side } = layoutGraph(sizes, box);
    assert.equal(gaps.length, sizes.filter((n) => n > 8).length);
    const squares = [...nodes.flat(), ...gaps];
    for (const [i, one] of squares.entries()) {
      assert.ok(one.x - side / 2 >= box.margin - 1e-9 && one.x + side / 2 <= box.width - box.margin + 1e-9, "in the box");
      assert.ok(one.y - side / 2 >= box.margin - 1e-9 && one.y + side / 2 <= box.height - box.margin + 1e-9, "in the box");
      for (const other of squares.slice(0, i)) assert.ok(Math.abs(one.x - other.x) >= side || Math.abs(one.y - other.y) >= side, "apart");
    }
    for (const { points } of links) assert.ok(points[6] > points[0]);
  }
});

test("a gap stands between the last but one and the last unit", () => {
  const { nodes, gaps } = layoutGraph([16, 1], BOX);
  assert.equal(gaps[0].count, 9);
  assert.ok(gaps[0].y > nodes[0][5].y && gaps[0].y < nodes[0][6].y);
  assert.equal(nodes[0][6].unit, 15);
});

test("a link runs from its source to its target", () => {
  const { nodes, links, side } = layoutGraph([2, 3], BOX);
  for (const link of links) {
    const [from, to] = [nodes[0][link.source], nodes[1][link.to]];
    assert.deepEqual(pointOnLink(link, 0), { x: from.x + side / 2, y: from.y });
    assert.deepEqual(pointOnLink(link, 1), { x: to.x - side / 2, y: to.y });
  }
});

test("a point on a link hits it, one far away hits nothing", () => {
  const random = createRandom(12);
  const { links } = layoutGraph([4, 6, 3], BOX);
  for (let round = 0; round < 300; round++) {
    const link = random.pick(links);
    const { x, y } = pointOnLink(link, random.real(0.05, 0.95));
    const hit = nearestLink(links, x, y, 4);
    assert.ok(hit && distanceToLink(hit, x, y) <= distanceToLink(link, x, y), "the link itself or one that is nearer");
    assert.ok(distanceToLink(link, x, y) < 0.5);
  }
  assert.equal(nearestLink(links, -50, -50), null);
  assert.equal(nearestLink([], 0, 0), null);
});

test("nodes are hit inside their squares, and a little outside with a tolerance", () => {
  const { nodes, side } = layoutGraph([2, 3, 1], BOX);
  for (const node of nodes.flat()) {
    assert.equal(nearestNode(nodes, side, node.x + side * 0.49, node.y - side * 0.49), node);
    assert.equal(nearestNode(nodes, side, node.x + side / 2 + 3, node.y), null);
    assert.equal(nearestNode(nodes, side, node.x + side / 2 + 3, node.y, 4), node);
  }
});

test("stroke width grows with |w| between its ends", () => {
  assert.deepEqual([0, 5, -5, 99, NaN].map((w) => strokeWidth(w)), [0.75, 9, 9, 9, 0.75]);
  const random = createRandom(13);
  for (let round = 0; round < 200; round++) {
    const [small, large] = [random.real(-6, 6), random.real(-6, 6)].sort((a, b) => Math.abs(a) - Math.abs(b));
    assert.ok(strokeWidth(small) <= strokeWidth(large));
  }
});
