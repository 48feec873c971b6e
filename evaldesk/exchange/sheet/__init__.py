"""A form as a spreadsheet of the official layout, written and read back.

    workbook_bytes(document, template, evaluation)     the sheet as .xlsx
    read_form(bytes, name)                             a sheet of such a layout as a form, with what was guessed

``layout`` decides what stands where, without any library; ``write`` and ``workbook`` know the file format.
"""
