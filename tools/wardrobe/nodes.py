"""Short ways to write Blender's shader nodes."""


def empty(material):
    material.use_nodes = True
    material.node_tree.nodes.clear()
    return material.node_tree.nodes, material.node_tree.links


def value(nodes, links, operation, a, b=None, c=None):
    """A scalar operation; each operand is a socket or a number."""
    node = nodes.new("ShaderNodeMath")
    node.operation = operation
    for slot, operand in enumerate((a, b, c)):
        if operand is None:
            continue
        if isinstance(operand, (int, float)):
            node.inputs[slot].default_value = operand
        else:
            links.new(operand, node.inputs[slot])
    return node.outputs[0]


def axes(nodes, links, uv_map):
    """The two coordinates of a uv map."""
    uv = nodes.new("ShaderNodeUVMap")
    uv.uv_map = uv_map
    split = nodes.new("ShaderNodeSeparateXYZ")
    links.new(uv.outputs[0], split.inputs[0])
    return split.outputs[0], split.outputs[1]


def vector(nodes, links, x, y, z=None):
    join = nodes.new("ShaderNodeCombineXYZ")
    for slot, operand in enumerate((x, y, z)):
        if isinstance(operand, (int, float)):
            join.inputs[slot].default_value = operand
        elif operand is not None:
            links.new(operand, join.inputs[slot])
    return join.outputs[0]


def finish(nodes, links, shader):
    output = nodes.new("ShaderNodeOutputMaterial")
    links.new(shader, output.inputs[0])
