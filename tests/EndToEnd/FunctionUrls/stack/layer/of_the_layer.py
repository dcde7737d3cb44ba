GREETING = "of the layer"
