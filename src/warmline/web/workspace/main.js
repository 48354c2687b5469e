document.body.append("The desk is being built.");
