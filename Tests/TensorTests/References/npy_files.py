"""The NPY files of the tests, made by NumPy: python3 npy_files.py > ../NPY/NPYFiles.swift"""
import base64
import io
import textwrap
import warnings

import numpy as np
from numpy.lib import format as npy

A = np.array([[1.5, -2.0, 3.25], [0.0, 1e-300, np.inf]])


def show(name, array, version=(1, 0)):
    stream = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        npy.write_array(stream, array, version=version)
    text = "\n".join(textwrap.wrap(base64.b64encode(stream.getvalue()).decode(), 88))
    print(f'\n  static let {name} = """')
    print(textwrap.indent(text, "    ") + '\n    """')


print("/// NPY files as NumPy writes them, in base64; made by References/npy_files.py.")
print("enum NPYFiles {", end="")
show("doubleC", A)
show("doubleFortran", np.asfortranarray(A))
show("doubleBigEndian", A.astype(">f8"))
show("floatC", np.array([[1.5, -2.0, 3.25], [0.1, 7.0, -0.0]], np.float32))
show("floatBigEndianFortran", np.asfortranarray(np.array([[1.5, -2.0, 3.25], [0.1, 7, 8]], ">f4")))
show("version2", A, (2, 0))
show("version3", A, (3, 0))
show("oneDimension", np.array([1.0, 2.0, 4.0]))
show("empty", np.zeros((0, 3)))
show("integers", np.array([[1, 2], [3, 4]]))
show("objects", np.array([None, 1], dtype=object))
show("structured", np.zeros(2, dtype=[("a", "<f8"), ("b", "<f4")]))
show("threeDimensions", np.zeros((2, 1, 2)))
show("noDimension", np.array(1.0))
show("halves", np.zeros(3, np.float16))
print("}")
