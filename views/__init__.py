"""The pages of the app and the widgets that they share; every question goes to `geo`."""
