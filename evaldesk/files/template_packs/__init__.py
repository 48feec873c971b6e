"""Template packs: forms that a bureau hands out after the program, as one ``.evtemplates`` file on a stick.

A pack is a ZIP of template files with a ``manifest.json``, which names each with its SHA-256. ``packing`` makes one,
``pack`` reads one and refuses whatever is not exactly that, ``shelf`` is where installed packs lie, ``installing`` puts
one there and takes the last away again, ``uses`` tells which forms need a template.
"""
