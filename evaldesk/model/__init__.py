"""What a form is: frozen values with no file, no screen and no rule in them."""
