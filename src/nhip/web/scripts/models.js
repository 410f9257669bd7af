// A small viewer for binary glTF 2.0: triangles with normals, base colours and one picture a material. Drag or arrow keys.
// What it does not know (compression, animation, skins) it says by failing, and the file is opened instead.
const COMPONENTS = { 5120: Int8Array, 5121: Uint8Array, 5122: Int16Array, 5123: Uint16Array, 5125: Uint32Array, 5126: Float32Array };
const WIDTHS = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };
const VERTEX = `attribute vec3 at, normal; attribute vec2 spot; uniform mat4 seen, turned; varying vec3 faced; varying vec2 placed;
void main() { faced = mat3(turned) * normal; placed = spot; gl_Position = seen * vec4(at, 1.0); }`;
const FRAGMENT = `precision mediump float; varying vec3 faced; varying vec2 placed; uniform vec4 colour; uniform sampler2D skin; uniform bool skinned;
void main() { vec3 n = normalize(faced); float light = 0.45 + 0.4 * max(dot(n, normalize(vec3(0.4, 0.9, 0.6))), 0.0) + 0.15 * max(dot(n, vec3(-0.6, 0.1, 0.5)), 0.0);
vec4 base = colour; if (skinned) base *= texture2D(skin, placed); gl_FragColor = vec4(base.rgb * light, 1.0); }`;

function parts(buffer) {
  const view = new DataView(buffer);
  if (view.getUint32(0, true) !== 0x46546c67 || view.getUint32(4, true) !== 2) throw new Error("not glTF 2");
  let told = null, binary = null;
  for (let at = 12; at + 8 <= buffer.byteLength;) {
    const length = view.getUint32(at, true), kind = view.getUint32(at + 4, true);
    if (kind === 0x4e4f534a) told = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, at + 8, length)));
    else if (kind === 0x004e4942) binary = buffer.slice(at + 8, at + 8 + length);
    at += 8 + length;
  }
  if (!told || !binary || (told.extensionsRequired || []).length) throw new Error("unknown");
  return { told, binary };
}

function read({ told, binary }, index) {
  const one = told.accessors[index], held = told.bufferViews[one.bufferView], Kind = COMPONENTS[one.componentType];
  const wide = WIDTHS[one.type], start = (held.byteOffset || 0) + (one.byteOffset || 0), size = Kind.BYTES_PER_ELEMENT;
  const step = held.byteStride || wide * size;
  if (step === wide * size && start % size === 0) return new Kind(binary, start, one.count * wide);
  const out = new Kind(one.count * wide);
  for (let row = 0; row < one.count; row++) out.set(new Kind(binary.slice(start + row * step, start + row * step + wide * size)), row * wide);
  return out;
}

const times = (a, b) => {
  const out = new Float32Array(16);
  for (let c = 0; c < 4; c++) for (let r = 0; r < 4; r++) for (let k = 0; k < 4; k++) out[c * 4 + r] += a[k * 4 + r] * b[c * 4 + k];
  return out;
};
const still = () => new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);

function own(node) {
  if (node.matrix) return new Float32Array(node.matrix);
  const [x, y, z, w] = node.rotation || [0, 0, 0, 1], [sx, sy, sz] = node.scale || [1, 1, 1], [tx, ty, tz] = node.translation || [0, 0, 0];
  return new Float32Array([
    (1 - 2 * (y * y + z * z)) * sx, 2 * (x * y + z * w) * sx, 2 * (x * z - y * w) * sx, 0,
    2 * (x * y - z * w) * sy, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z + x * w) * sy, 0,
    2 * (x * z + y * w) * sz, 2 * (y * z - x * w) * sz, (1 - 2 * (x * x + y * y)) * sz, 0, tx, ty, tz, 1]);
}

function flat(points) {
  const out = new Float32Array(points.length);
  for (let at = 0; at + 8 < points.length; at += 9) {
    const [ax, ay, az, bx, by, bz, cx, cy, cz] = points.subarray(at, at + 9);
    const u = [bx - ax, by - ay, bz - az], v = [cx - ax, cy - ay, cz - az];
    const n = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    for (let one = 0; one < 3; one++) out.set(n, at + one * 3);
  }
  return out;
}

// Draws into the box; gives back what ends it.
export function show(box, buffer) {
  const canvas = document.createElement("canvas"), gl = canvas.getContext("webgl", { antialias: true });
  if (!gl) throw new Error("no WebGL");
  const model = parts(buffer), program = gl.createProgram();
  for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, source); gl.compileShader(shader); gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error("shader");
  gl.useProgram(program);
  const place = (name) => gl.getUniformLocation(program, name), drawn = [], low = [1e9, 1e9, 1e9], high = [-1e9, -1e9, -1e9];
  const kept = (data) => { const one = gl.createBuffer(); gl.bindBuffer(gl.ARRAY_BUFFER, one); gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW); return one; };
  const skins = new Map();
  const skin = (index) => {
    if (index === undefined) return null;
    if (!skins.has(index)) {
      const held = gl.createTexture(), image = model.told.images[model.told.textures[index].source], view = model.told.bufferViews[image.bufferView];
      gl.bindTexture(gl.TEXTURE_2D, held);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, 1, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array([255, 255, 255, 255]));
      createImageBitmap(new Blob([model.binary.slice(view.byteOffset || 0, (view.byteOffset || 0) + view.byteLength)], { type: image.mimeType })).then((bitmap) => {
        gl.bindTexture(gl.TEXTURE_2D, held);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
        for (const [name, value] of [[gl.TEXTURE_MIN_FILTER, gl.LINEAR], [gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE], [gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE]]) gl.texParameteri(gl.TEXTURE_2D, name, value);
        draw();
      });
      skins.set(index, held);
    }
    return skins.get(index);
  };
  const spread = (data, index, wide) => {
    if (!index) return data;
    const out = new Float32Array(index.length * wide);
    index.forEach((from, to) => out.set(data.subarray(from * wide, from * wide + wide), to * wide));
    return out;
  };
  const walk = (number, above) => {
    const node = model.told.nodes[number], matrix = times(above, own(node));
    for (const one of node.mesh === undefined ? [] : model.told.meshes[node.mesh].primitives) {
      if (one.mode !== undefined && one.mode !== 4) continue;
      const index = one.indices === undefined ? null : read(model, one.indices), points = spread(read(model, one.attributes.POSITION), index, 3);
      const normals = one.attributes.NORMAL === undefined ? flat(points) : spread(read(model, one.attributes.NORMAL), index, 3);
      const look = (one.material === undefined ? {} : model.told.materials[one.material]).pbrMetallicRoughness || {};
      const spots = one.attributes.TEXCOORD_0 === undefined ? null : spread(read(model, one.attributes.TEXCOORD_0), index, 2);
      for (let at = 0; at < points.length; at += 3) for (let axis = 0; axis < 3; axis++) {
        const value = matrix[axis] * points[at] + matrix[4 + axis] * points[at + 1] + matrix[8 + axis] * points[at + 2] + matrix[12 + axis];
        low[axis] = Math.min(low[axis], value); high[axis] = Math.max(high[axis], value);
      }
      drawn.push({ matrix, count: points.length / 3, points: kept(points), normals: kept(normals), spots: spots && kept(spots), colour: look.baseColorFactor || [1, 1, 1, 1], skin: spots && skin((look.baseColorTexture || {}).index) });
    }
    for (const child of node.children || []) walk(child, matrix);
  };
  for (const root of model.told.scenes[model.told.scene || 0].nodes) walk(root, still());
  if (!drawn.length) throw new Error("empty");
  box.append(canvas);
  let turn = 0.6, tilt = 0.35, near = 1;
  const middle = low.map((one, axis) => (one + high[axis]) / 2), size = Math.hypot(...high.map((one, axis) => one - low[axis])) || 1;
  function draw() {
    const ratio = Math.min(devicePixelRatio || 1, 2), wide = box.clientWidth, tall = box.clientHeight;
    canvas.width = wide * ratio; canvas.height = tall * ratio; canvas.style.width = `${wide}px`; canvas.style.height = `${tall}px`;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0.16, 0.18, 0.26, 1); gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT); gl.enable(gl.DEPTH_TEST);
    const far = size * 1.35 * near, f = 1 / Math.tan(0.42), a = size * 0.01, b = size * 8;
    const lens = new Float32Array([f / (wide / tall), 0, 0, 0, 0, f, 0, 0, 0, 0, (b + a) / (a - b), -1, 0, 0, 2 * a * b / (a - b), 0]);
    const s = Math.sin(turn), c = Math.cos(turn), q = Math.sin(tilt), p = Math.cos(tilt);
    const spin = times(new Float32Array([1, 0, 0, 0, 0, p, q, 0, 0, -q, p, 0, 0, 0, 0, 1]), new Float32Array([c, 0, -s, 0, 0, 1, 0, 0, s, 0, c, 0, 0, 0, 0, 1]));
    const back = still(), centre = still();
    back[14] = -far; centre[12] = -middle[0]; centre[13] = -middle[1]; centre[14] = -middle[2];
    const whole = times(lens, times(back, times(spin, centre)));
    for (const one of drawn) {
      gl.uniformMatrix4fv(place("seen"), false, times(whole, one.matrix)); gl.uniformMatrix4fv(place("turned"), false, times(spin, one.matrix));
      gl.uniform4fv(place("colour"), one.colour); gl.uniform1i(place("skinned"), one.skin ? 1 : 0);
      if (one.skin) gl.bindTexture(gl.TEXTURE_2D, one.skin);
      for (const [name, held, wideness] of [["at", one.points, 3], ["normal", one.normals, 3], ["spot", one.spots, 2]]) {
        const spot = gl.getAttribLocation(program, name);
        if (spot < 0) continue;
        if (!held) { gl.disableVertexAttribArray(spot); continue; }
        gl.bindBuffer(gl.ARRAY_BUFFER, held); gl.enableVertexAttribArray(spot); gl.vertexAttribPointer(spot, wideness, gl.FLOAT, false, 0, 0);
      }
      gl.drawArrays(gl.TRIANGLES, 0, one.count);
    }
  }
  const moved = (x, y, zoom = 1) => { turn += x; tilt = Math.max(-1.4, Math.min(1.4, tilt + y)); near = Math.max(0.4, Math.min(3, near * zoom)); draw(); };
  let held = null;
  canvas.addEventListener("pointerdown", (event) => { held = [event.clientX, event.clientY]; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => { if (held) { moved((event.clientX - held[0]) / 150, (event.clientY - held[1]) / 150); held = [event.clientX, event.clientY]; } });
  for (const over of ["pointerup", "pointercancel"]) canvas.addEventListener(over, () => { held = null; });
  const keys = { ArrowLeft: [-0.15, 0], ArrowRight: [0.15, 0], ArrowUp: [0, -0.12], ArrowDown: [0, 0.12], "+": [0, 0, 0.88], "=": [0, 0, 0.88], "-": [0, 0, 1.14] };
  box.addEventListener("keydown", (event) => { if (keys[event.key]) { event.preventDefault(); moved(...keys[event.key]); } });
  addEventListener("resize", draw);
  draw();
  return () => {
    removeEventListener("resize", draw);
    const lost = gl.getExtension("WEBGL_lose_context");
    if (lost) lost.loseContext();
  };
}
